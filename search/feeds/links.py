"""Where the feeds of a question are, for the pages that show it."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from search.asking import Asked


@dataclass(frozen=True, slots=True)
class FeedLinks:
    """Paths with the question's parameters."""

    calendar: str
    news: str


def feed_links(asked: Asked) -> FeedLinks:
    question = asked.address(view=None, page=None).rstrip("?")
    return FeedLinks(reverse("search:finder-ics") + question, reverse("search:finder-rss") + question)


def area_links(slug: str) -> FeedLinks:
    """Return the feeds of all that is on in an area."""
    return FeedLinks(f"{reverse('search:finder-ics')}?area={slug}", f"{reverse('search:finder-rss')}?area={slug}")
