"""Log-ins to look round with: roles, never persons. Everybody's password is the same and stands in the README."""

from __future__ import annotations

from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User

from areas import teams
from areas.teams import Role
from kaikusite.demo.places import mail
from kaikusite.demo.things import key

PASSWORD = "kaiku-kaiku-kaiku"  # noqa: S105  (of a demonstration; docs say so)


@dataclass(frozen=True, slots=True)
class Person:
    """One log-in. `area`: key of the area in whose team they are; `does`: what the list of log-ins says of them."""

    name: str
    does: str
    area: str = ""
    role: Role | None = None
    is_office: bool = False


OFFICE = Person("toimisto", "the national office: everything", is_office=True)
TEAMS = (
    Person("kainuu-julkaisija", "edits and publishes in Kainuu", "area/kainuu", Role.PUBLISHER),
    Person("kainuu-toimittaja", "edits in Kainuu, a publisher checks", "area/kainuu", Role.EDITOR),
    Person("narpes-publicerare", "edits and publishes in Närpes, in Swedish", "area/narpes", Role.PUBLISHER),
    Person("narpes-redaktor", "edits in Närpes, a publisher checks", "area/narpes", Role.EDITOR),
)
DISTRIBUTOR = Person("kainuu-jakaja", "hands cards out at outreach youth work in Kajaani")
DESK = Person("kainuu-kassa", "looks after the devices of the city theatre in Kajaani")
WING = (DISTRIBUTOR, DESK)
EVERYONE = (OFFICE, *TEAMS, *WING)


def write_people(people: tuple[Person, ...]) -> dict[str, User]:
    """Write the log-ins that are not there yet, with a verified address each; return name -> user."""
    password = make_password(PASSWORD)  # once: the hash is slow on purpose
    return {person.name: _write(person, password) for person in people}


def _write(person: Person, password: str) -> User:
    address = mail(person.name)
    user, is_new = User.objects.get_or_create(username=person.name, defaults={"email": address, "password": password})
    if is_new:
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    if person.is_office:
        user.groups.add(teams.office_group())
    if person.role:
        teams.join(user, key(person.area), person.role)
    return user
