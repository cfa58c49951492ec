"""What roles are called."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from kaikusite.staff.rules import StaffRole

ROLE_LABELS = {
    StaffRole.OFFICE: pgettext_lazy("role", "National office"),
    StaffRole.PUBLISHER: pgettext_lazy("role", "Publisher of an area"),
    StaffRole.EDITOR: pgettext_lazy("role", "Editor of an area"),
}
