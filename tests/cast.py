"""Five people everyone knows, each made when first asked for.

holder         a card of Kainuu, valid, with two children on it          cast.holder, cast.holder_number, cast.holder_pin
area_editor    edits and publishes in Kainuu                             cast.area_editor
desk           the device at the city theatre of Kainuu                  cast.desk, its secret: cast.desk_secret
distributor    hands cards out at the social services of Kainuu          cast.distributor
outsider       edits and publishes in Lappi, and has no business here    cast.outsider

Where they are: cast.area, cast.venue, cast.offer, cast.occurrence are facts in Kainuu; cast.other_area is Lappi.
"""

from __future__ import annotations

from functools import cached_property
from typing import Any

from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.utils import timezone

from areas import teams
from areas.models import Area, AreaPage
from offerings.models import Occurrence, Offer, OfferPage, Venue, VenuePage
from tests import factories

PASSWORD = "kaiku-kaiku-kaiku"


def person(name: str, *, area: AreaPage | None = None, role: teams.Role = teams.Role.PUBLISHER) -> User:
    """Return a user of the staff with a verified address, in an area's team if one is named."""
    user = User.objects.create_user(username=name, email=f"{name}@example.org", password=PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    if area:
        teams.join(user, area.translation_key, role)
    return user


class Cast:
    """The five, and where they are. Needs the database."""

    @cached_property
    def area_page(self) -> AreaPage:
        names = {"name_fi": "Kainuu", "name_sv": "Kajanaland", "name_en": "Kainuu"}
        return factories.area_page(title="Kainuu", slug="kainuu", code="KA", **names)

    @cached_property
    def venue_page(self) -> VenuePage:
        return factories.venue_page(area=self.area_page)

    @cached_property
    def offer_page(self) -> OfferPage:
        return factories.offer_page(venue=self.venue_page)

    @property
    def area(self) -> Area:
        return factories.fact_of(self.area_page)

    @property
    def venue(self) -> Venue:
        return factories.fact_of(self.venue_page)

    @property
    def offer(self) -> Offer:
        return factories.fact_of(self.offer_page)

    @property
    def occurrence(self) -> Occurrence:
        return factories.occurrence_of(self.offer_page)

    @cached_property
    def other_area(self) -> AreaPage:
        names = {"name_fi": "Lappi", "name_sv": "Lappland", "name_en": "Lapland"}
        return factories.area_page(title="Lappi", slug="lappi", code="RV", municipalities=["698"], **names)

    @cached_property
    def area_editor(self) -> User:
        return person("kainuu-julkaisija", area=self.area_page)

    @cached_property
    def outsider(self) -> User:
        return person("lappi-julkaisija", area=self.other_area)

    # The gated wing; its modules are there only with KAIKU_REDEMPTION=on.

    @cached_property
    def holder(self) -> Any:
        from tests import wing

        return wing.card(self._unit, children=2)

    @property
    def holder_number(self) -> str:
        from tests import wing

        return wing.number_of(self.holder)

    @property
    def holder_pin(self) -> str:
        from tests import wing

        return wing.PIN

    @cached_property
    def distributor(self) -> Any:
        from tests import wing

        return wing.worker(self._unit)

    @cached_property
    def _unit(self) -> Any:
        from tests import wing

        return wing.unit(self.area)

    @cached_property
    def _pairing(self) -> tuple[Any, str]:
        from redemption.desk import actions

        code = actions.invite_device(venue=self.venue, name="Aula", now=timezone.now()).code
        return actions.pair_device(code=code, now=timezone.now())

    @property
    def desk(self) -> Any:
        return self._pairing[0]

    @property
    def desk_secret(self) -> str:
        return self._pairing[1]
