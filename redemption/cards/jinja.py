"""What templates of the wing may print: the picture of a code, times that last."""

import jinja2
from markupsafe import Markup

from redemption.cards.qr import qr_svg
from redemption.cards.words import lasting_when_words


def extend(environment: jinja2.Environment) -> None:
    """Add the wing's filters to the site's environment."""
    environment.filters["qr"] = lambda text: Markup(qr_svg(text))  # noqa: S704  (drawn by us from our own code)
    environment.filters["lasting_when_words"] = lasting_when_words
