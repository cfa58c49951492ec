"""Shapes of what the desk sends."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from redemption.claims.rules import CHILDREN_CAP
from redemption.desk.models import Profile
from redemption.desk.rules import UndoReason


class PairForm(forms.Form):
    code = forms.CharField(label=_("One-time code"), max_length=20, error_messages={"required": _("Type the eight digits of the code.")})

    def clean_code(self) -> str:
        return "".join(sign for sign in self.cleaned_data["code"] if sign.isascii() and sign.isdigit())


class ScanForm(forms.Form):
    nonce = forms.UUIDField()
    target = forms.CharField(max_length=40, required=False)
    code = forms.CharField(max_length=300, required=False, strip=True)


class PartyForm(forms.Form):
    """Who comes in with the holder; what fits the card is the rules' to say."""

    children = forms.IntegerField(min_value=0, max_value=CHILDREN_CAP, label=_("Children"))
    assistants = forms.IntegerField(min_value=0, max_value=1, required=False, label=_("Assistant or interpreter"))


class CardForm(PartyForm):
    nonce = forms.UUIDField()
    target = forms.CharField(max_length=40, required=False)
    card = forms.CharField(max_length=200)


class UndoForm(forms.Form):
    reason = forms.ChoiceField(choices=[("", ""), *((reason.value, reason.value) for reason in UndoReason)], required=False)


class DeviceForm(forms.Form):
    venue = forms.ChoiceField(label=_("Venue"))
    name = forms.CharField(
        label=_("Name of the device"),
        max_length=60,
        help_text=_("A place, such as Ticket desk or Door A. Not a person’s name."),
        error_messages={"required": _("Give the device a name.")},
    )
    profile = forms.ChoiceField(
        label=_("Where it is used"),
        choices=[(Profile.DESK.value, _("At the venue, always")), (Profile.ONLINE_ONLY.value, _("A borrowed or shared device"))],
        initial=Profile.DESK.value,
    )

    def __init__(self, *args: Any, venues: list[tuple[str, str]], **more: Any) -> None:
        super().__init__(*args, **more)
        cast(forms.ChoiceField, self.fields["venue"]).choices = venues
