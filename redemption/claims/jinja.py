"""What templates of claims may print: people in words, and the way to what is on."""

import jinja2

from redemption.cards.links import named
from redemption.claims.words import lasting_when_words, people_words


def extend(environment: jinja2.Environment) -> None:
    """Add what claims need to the site's environment."""
    environment.filters["people"] = people_words
    environment.filters["lasting_when_words"] = lasting_when_words
    environment.globals["finder"] = lambda: named("search:finder")
