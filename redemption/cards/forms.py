"""Shape and wording of what holders and workers fill in."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from areas.models import Area, Municipality
from redemption.cards.models import AgeBand
from redemption.cards.numbers import TYPED_MAX
from redemption.cards.rules import CHILDREN_MAX

AGE_BANDS = [
    (AgeBand.TO_17, _("16–17")),
    (AgeBand.TO_29, _("18–29")),
    (AgeBand.TO_64, _("30–64")),
    (AgeBand.FROM_65, _("65 or over")),
]
OTHER = "other"
CHIPS_MAX = 6  # municipalities shown as chips; the rest stand in the list
SLIP_LANGUAGES = [("fi", "Suomi"), ("fi-simple", "Selkosuomi"), ("sv", "Svenska"), ("en", "English")]


class SignInForm(forms.Form):
    """Number, PIN, and whose screen it is."""

    number = forms.CharField(
        label=_("Card number"),
        help_text=_("Two letters and ten digits. They are on your card."),
        max_length=TYPED_MAX,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    pin = forms.CharField(
        label=_("PIN"),
        help_text=_("Six digits. They are on the slip that came with your card."),
        max_length=64,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
    )
    own = forms.BooleanField(label=_("This is my own phone or computer"), required=False)


class IssueForm(forms.Form):
    """Three fields and two consent lines; number and language of the slip have their defaults."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    number = forms.CharField(
        label=_("Card number"),
        help_text=_("Scan or type the number of a card from your box. Leave it empty to make a new card."),
        max_length=TYPED_MAX,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )
    age_band = forms.ChoiceField(label=pgettext_lazy("counter", "Age"), choices=AGE_BANDS, widget=forms.RadioSelect)
    municipality = forms.ChoiceField(label=_("Home municipality"), widget=forms.RadioSelect)
    other_municipality = forms.ChoiceField(label=_("Which other municipality?"), required=False)
    companions_max = forms.IntegerField(
        label=_("Children along at most"),
        min_value=0,
        max_value=CHILDREN_MAX,
        error_messages={"invalid": _("Write a number from 0 to 15.")},
    )
    is_eligible = forms.BooleanField(label=_("The holder is our client and is 16 or turns 16 this year."), required=False)
    has_agreed = forms.BooleanField(label=_("The holder has heard that visits are counted without a name, and agrees."), required=False)
    language = forms.ChoiceField(label=_("Language of the slip"), choices=SLIP_LANGUAGES, widget=forms.RadioSelect)

    def __init__(self, *args: Any, area: Area, last: str = "", **more: Any) -> None:
        """Take the unit's area for its municipalities. `last`: the code that was chosen last, shown first."""
        super().__init__(*args, **more)
        own = sorted(area.municipalities.all(), key=lambda town: (town.code != last, town.name_fi))
        chips = [(town.code, town.name(_language())) for town in own[:CHIPS_MAX]]
        cast(forms.ChoiceField, self.fields["municipality"]).choices = [*chips, (OTHER, pgettext_lazy("municipality", "Other"))]
        cast(forms.ChoiceField, self.fields["other_municipality"]).choices = [("", "–"), *_all_municipalities()]

    def clean(self) -> dict[str, Any]:
        """Put the other municipality in place of "other"."""
        cleaned = super().clean() or {}
        if cleaned.get("municipality") == OTHER:
            if not cleaned.get("other_municipality"):
                self.add_error("other_municipality", _("Choose the municipality."))
            cleaned["municipality"] = cleaned.get("other_municipality")
        return cleaned


class RenewForm(forms.Form):
    """What is asked again when a card gets its next year."""

    companions_max = forms.IntegerField(label=_("Children along at most"), min_value=0, max_value=CHILDREN_MAX)
    is_eligible = forms.BooleanField(label=_("The holder is our client and is 16 or turns 16 this year."), required=False)
    has_agreed = forms.BooleanField(label=_("The holder has heard that visits are counted without a name, and agrees."), required=False)


def fresh_key() -> UUID:
    """Return the key of a form: the same form sent twice acts once."""
    return uuid4()


def _language() -> str:
    return get_language() or "fi"


def _all_municipalities() -> list[tuple[str, str]]:
    language = _language()
    towns = [(town.code, town.name(language)) for town in Municipality.objects.filter(valid_until=None)]
    return sorted(towns, key=lambda pair: pair[1])
