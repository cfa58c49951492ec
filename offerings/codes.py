"""Fixed codes of venues and offers, with their labels in every language (W14: codes, never rows per language)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class OfferKind(TextChoices):
    EVENT = "event", pgettext_lazy("offer kind", "Event")
    COURSE = "course", pgettext_lazy("offer kind", "Course")
    STANDING = "standing", pgettext_lazy("offer kind", "Always open")


class HowToGet(TextChoices):
    JUST_COME = "just-come", _("Just come")
    RESERVE_HERE = "reserve-here", _("Book a place here")
    PHONE = "phone", _("Call the venue")
    E_MAIL = "e-mail", _("Send an e-mail")
    AT_THE_DESK = "at-the-desk", _("Get a ticket at the desk")
    CODE_LIST = "code-list", _("Get a code here for the ticket shop")
    ENROL_THEN_CODE = "enrol-then-code", _("Enrol, then tell your card number")


class Category(TextChoices):
    MUSIC = "music", _("Music")
    THEATRE = "theatre", _("Theatre")
    DANCE = "dance", _("Dance")
    CIRCUS = "circus", _("Circus")
    MUSEUM = "museum", _("Museums")
    EXHIBITION = "exhibition", _("Exhibitions")
    FILM = "film", _("Film")
    FESTIVAL = "festival", _("Festivals")
    LITERATURE = "literature", _("Literature")
    COMMUNITY = "community", _("Meeting people")
    LEARNING = "learning", _("Learning")
    CRAFT = "craft", _("Crafts")
    SCIENCE = "science", _("Science")
    SPORT = "sport", _("Sport")
    NATURE = "nature", _("Nature")
    FAMILY = "family", _("Families")
    GAMES = "games", _("Games")
    LECTURE = "lecture", _("Talks")


class Audience(TextChoices):
    EVERYONE = "everyone", pgettext_lazy("audience", "Everyone")
    CHILDREN = "children", pgettext_lazy("audience", "Children")
    YOUNG = "young", pgettext_lazy("audience", "Young people")
    ADULTS = "adults", pgettext_lazy("audience", "Adults")
    SENIORS = "seniors", pgettext_lazy("audience", "Seniors")


class Accessibility(TextChoices):
    STEP_FREE = "step-free", _("Step-free entrance")
    LIFT = "lift", _("Lift")
    TOILET = "accessible-toilet", _("Accessible toilet")
    WHEELCHAIR = "wheelchair-places", _("Places for wheelchairs")
    LOOP = "induction-loop", _("Induction loop")
    SIGN = "sign-language", _("Sign language")
    CAPTIONED = "captioned", _("Subtitles")
    DESCRIBED = "audio-described", _("Audio description")
    GUIDE_DOG = "guide-dog", _("Guide dogs welcome")
    QUIET = "quiet", _("Quiet space")
    ASSISTANT = "assistant-free", _("Assistant comes in free")
    EASY = "easy-language", _("Plain language")


class Sector(TextChoices):
    CULTURE = "culture", _("Culture")
    EDUCATION = "education", _("Education")
    SCIENCE = "science", pgettext_lazy("sector", "Science")
    SPORT = "sport", pgettext_lazy("sector", "Sport")


class VenueKind(TextChoices):
    THEATRE = "theatre", pgettext_lazy("venue", "Theatre")
    MUSEUM = "museum", pgettext_lazy("venue", "Museum")
    CONCERT = "concert", pgettext_lazy("venue", "Concert organiser")
    FESTIVAL = "festival", pgettext_lazy("venue", "Festival")
    CULTURE_HOUSE = "culture-house", pgettext_lazy("venue", "Culture house")
    CINEMA = "cinema", pgettext_lazy("venue", "Cinema")
    DANCE = "dance", pgettext_lazy("venue", "Dance and circus")
    INSTITUTE = "institute", pgettext_lazy("venue", "Adult education centre")
    LIBRARY = "library", pgettext_lazy("venue", "Library")
    SCIENCE = "science", pgettext_lazy("venue", "Science centre")
    SWIMMING = "swimming", pgettext_lazy("venue", "Swimming hall")
    GYM = "gym", pgettext_lazy("venue", "Gym")
    SPORT_CLUB = "sport-club", pgettext_lazy("venue", "Sport club")
    GALLERY = "gallery", pgettext_lazy("venue", "Gallery")
    OTHER = "other", pgettext_lazy("venue", "Other place")


class CourseLimitPeriod(TextChoices):
    TERM = "term", _("a term")
    YEAR = "year", _("a year")


class SpokenLanguage(TextChoices):
    FINNISH = "fi", pgettext_lazy("spoken language", "Finnish")
    SWEDISH = "sv", pgettext_lazy("spoken language", "Swedish")
    ENGLISH = "en", pgettext_lazy("spoken language", "English")
    NONE = "none", pgettext_lazy("spoken language", "No words needed")
    SIGNED = "sign", pgettext_lazy("spoken language", "Sign language")


def label(codes: type[TextChoices], code: str) -> Any:
    """Return a code's label, lazily translated; the code itself when it is unknown."""
    return next((text for value, text in codes.choices if value == code), code)


def labels(codes: type[TextChoices], chosen: Iterable[str]) -> list[Any]:
    """Return the labels of the chosen codes in the order of the code list."""
    wanted = set(chosen)
    return [text for value, text in codes.choices if value in wanted]
