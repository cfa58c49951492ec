"""Who may give a log-in to whom, and take it away: never more than one has oneself."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from kaikusite.staff.refusals import Refusal

LONGEST_ADDRESS = 150  # a user name's length in Django; the address is the user name


class StaffRole(StrEnum):
    """What somebody is invited to be. Workers of places that hand cards out, and of desks, will stand here too."""

    OFFICE = "office"
    PUBLISHER = "publisher"
    EDITOR = "editor"


OF_AN_AREA = frozenset({StaffRole.PUBLISHER, StaffRole.EDITOR})


@dataclass(frozen=True, slots=True)
class Standing:
    """What somebody is, as far as other people's log-ins go. `publishes`, `edits`: keys of areas."""

    is_office: bool
    publishes: frozenset[UUID] = frozenset()
    edits: frozenset[UUID] = frozenset()
    is_superuser: bool = False

    @property
    def areas(self) -> frozenset[UUID]:
        return self.publishes | self.edits


def invitation_refusal(by: Standing, *, role: StaffRole, area: UUID | None, email: str) -> Refusal | None:
    """Return why `by` may not invite into a role, or None. The office invites anyone, an area's publishers its editors."""
    if len(email) > LONGEST_ADDRESS:
        return Refusal.ADDRESS_TOO_LONG
    if role in OF_AN_AREA and area is None:
        return Refusal.AREA_IS_MISSING
    if by.is_office or (role is StaffRole.EDITOR and area in by.publishes):
        return None
    return Refusal.NOT_YOURS_TO_INVITE


def change_refusal(by: Standing, whom: Standing, *, is_same: bool) -> Refusal | None:
    """Return why `by` may not resend, withdraw or reset somebody's log-in, or None.

    An area's publisher may do so to people who only edit areas that the publisher publishes.
    """
    if is_same:
        return Refusal.NOT_YOUR_OWN
    if whom.is_superuser and not by.is_superuser:
        return Refusal.NOT_YOURS_TO_CHANGE
    if by.is_office:
        return None
    is_below = bool(whom.edits) and not whom.publishes and not whom.is_office and whom.edits <= by.publishes
    return None if is_below else Refusal.NOT_YOURS_TO_CHANGE
