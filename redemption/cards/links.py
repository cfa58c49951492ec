"""Ways to pages of other floors and of siblings, which may not be installed."""

from django.urls import NoReverseMatch, reverse


def named(name: str) -> str:
    """Return the path of a named page in the active language, or "" where there is none."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
