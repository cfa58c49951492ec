"""A feed as RSS 2.0: one item an offer, known again by the offer's own identity."""

from __future__ import annotations

from datetime import datetime

from django.utils.feedgenerator import Rss201rev2Feed
from django.utils.html import escape

from search.feeds.calendar import EPOCH
from search.feeds.entries import Feed, OfferEntry

MINUTES_KEPT = 60


class _Channel(Rss201rev2Feed):
    def latest_post_date(self) -> datetime:
        """Return when an item changed last; without one a fixed moment, so that an unchanged feed is the same file."""
        return max((item["pubdate"] for item in self.items if item["pubdate"]), default=EPOCH)


def as_news(feed: Feed, *, address: str) -> bytes:
    """Return the feed's offers as an RSS document. `address`: its own, whole."""
    title, language = _plain(feed.title), feed.lang.partition("-")[0]
    channel = _Channel(title, feed.page, title, language=language, feed_url=address, ttl=MINUTES_KEPT)
    for offer in feed.offers:
        channel.add_item(
            title=_plain(offer.title),
            link=offer.url,
            description=_description(offer),
            unique_id=offer.id,
            unique_id_is_permalink=False,
            categories=offer.categories,
            pubdate=offer.changed_at,
        )
    return channel.writeString("utf-8").encode()


def _description(offer: OfferEntry) -> str:
    """Return when, where and what, as the paragraphs of HTML that readers of news show."""
    where = ", ".join(part for part in (offer.venue, offer.town) if part)
    lines = (offer.when, where, offer.summary, offer.how)
    return "".join(f"<p>{escape(_plain(line))}</p>" for line in lines if line)


def _plain(text: str) -> str:
    """Return the text without the signs that XML 1.0 forbids."""
    return "".join(sign if sign >= " " and not 0xD800 <= ord(sign) < 0xE000 and sign not in "\ufffe\uffff" else " " for sign in text)
