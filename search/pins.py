"""What a pin of the map is called: Lastenkonsertti, Oulu, 12 km · 34 vaihtoehtoa lähellä Tamperetta."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from common.words import distance_words
from search.circles import town_of_heap
from search.distances import Origin, measured
from search.rows import of_language, said_in
from search.types import Cluster
from search.words import count_words, near_name


def pin_words(cluster: Cluster, *, lang: str, origin: Origin | None) -> str:
    """Return a pin's name in the reader's language; of a single offer with its distance from `origin`, if a place was asked."""
    return _offer_words(cluster, lang, origin) if cluster.offer_id else _heap_words(cluster, lang)


def _heap_words(cluster: Cluster, lang: str) -> str:
    town = town_of_heap(cluster.lat, cluster.lon, cluster.bounds)
    return _("%(count)s near %(town)s") % {"count": count_words(cluster.count), "town": near_name(town, lang)}


def _offer_words(cluster: Cluster, lang: str, origin: Origin | None) -> str:
    facts: Any = cluster.facts
    parts = [said_in(cluster.display, lang, facts.get("source", "fi"))[1].get("title", ""), of_language(facts.get("town", {}), lang)]
    if origin:
        parts.append(distance_words(measured(origin, cluster.lat, cluster.lon)))
    return ", ".join(part for part in parts if part)
