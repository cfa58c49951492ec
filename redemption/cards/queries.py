"""Reads about cards."""

from dataclasses import dataclass
from datetime import date

from areas.models import Area
from common.texts import pick
from redemption.cards.models import AreaPolicy, Card, CardTerm, DistributorUnit
from redemption.cards.numbers import read_number
from redemption.cards.vault import number_index


def policy_of(area: Area, *, day: date) -> AreaPolicy:
    """Return the area's rules on a day; before any row, the launch values and the area's own age line."""
    row = AreaPolicy.objects.filter(area=area, valid_from__lte=day).order_by("-valid_from").first()
    return row or AreaPolicy(area=area, valid_from=day, child_age_limit=area.child_age_limit)


def card_by_number(typed: str) -> Card | None:
    """Return the card whose number was typed, or None. The number may be written in any usual way."""
    number = read_number(typed)
    if number is None:
        return None
    return Card.objects.select_related("area", "unit").filter(number_index=number_index(number)).first()


def term_on(card: Card, *, day: date) -> CardTerm | None:
    """Return the term that covers a day, else the nearest later one, else the last one."""
    terms = list(card.terms.all())
    covering = [term for term in terms if term.valid_from <= day <= term.valid_until]
    later = [term for term in terms if term.valid_from > day]
    return next(iter(covering or later or terms[-1:]), None)


def unit_name(unit: DistributorUnit, language: str) -> str:
    """Return the unit's name as the reader should see it."""
    text = pick(unit.distributor.texts.all(), language, source=unit.distributor.source_language)
    return text.name if text else ""


@dataclass(frozen=True, slots=True)
class UnitCard:
    """A card in its unit's list: enough to find it again, nothing of its use."""

    public_id: str
    masked_number: str
    state: str
    issued_on: date | None
    valid_until: date | None
