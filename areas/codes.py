"""Fixed codes of areas and distributors, with their labels in every language."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AreaState(TextChoices):
    INTERESTED = "interested", pgettext_lazy("area state", "Interested")
    PREPARING = "preparing", pgettext_lazy("area state", "Preparing")
    PILOT = "pilot", pgettext_lazy("area state", "Pilot")
    PERMANENT = "permanent", pgettext_lazy("area state", "Permanent")
    PAUSED = "paused", pgettext_lazy("area state", "Paused")
    ENDED = "ended", pgettext_lazy("area state", "Ended")


RUNNING = (AreaState.PILOT, AreaState.PERMANENT)  # cards are handed out and work
SHOWN = (AreaState.PREPARING, *RUNNING, AreaState.PAUSED)  # the area has a public guide


class DistributorKind(TextChoices):
    SOCIAL = "social", _("Social services")
    HEALTH = "health", _("Health services")
    OUTREACH = "outreach", _("Outreach youth work")
    CLUBHOUSE = "clubhouse", _("Clubhouse")
    ASSOCIATION = "ngo", _("Association")
    EMPLOYMENT = "employment", _("Employment services")
    PARISH = "parish", _("Parish diaconal work")
    IMMIGRANT = "immigrant", _("Services for immigrants")
    FAMILY = "family", _("Family services")
    LIBRARY = "library", _("Library")
    OTHER = "other", _("Other place")


class MunicipalityKind(TextChoices):
    URBAN = "urban", _("Town")
    SEMI_URBAN = "semi-urban", _("Semi-urban municipality")
    RURAL = "rural", _("Rural municipality")
