"""What templates of claims may print: people in words, and the way to what is on."""

import jinja2

from redemption.cards.links import named
from redemption.claims.words import people_words


def extend(environment: jinja2.Environment) -> None:
    """Add what claims need to the site's environment."""
    environment.filters["people"] = people_words
    environment.globals["finder"] = lambda: named("search:finder")
