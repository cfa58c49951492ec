"""The form that invites somebody."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from areas import teams
from areas.models import AreaPage
from kaikusite.staff.labels import ROLE_LABELS
from kaikusite.staff.queries import inviting_areas
from kaikusite.staff.rules import LONGEST_ADDRESS, StaffRole

LANGUAGES = [("fi", "Suomi"), ("sv", "Svenska"), ("en", "English")]


class InvitationForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address"), max_length=LONGEST_ADDRESS, help_text=_("A person’s own address at work: they log in with it.")
    )
    name = forms.CharField(label=_("Name"), max_length=100, required=False, help_text=_("Colleagues see it in the history of pages."))
    role = forms.ChoiceField(label=_("Role"), widget=forms.RadioSelect)
    area = forms.ModelChoiceField(label=_("Area"), queryset=AreaPage.objects.none(), required=False)
    language = forms.ChoiceField(label=_("Language"), choices=LANGUAGES, initial="fi", help_text=_("Of the invitation and of the pages for work."))

    def __init__(self, *args: Any, by: User, **more: Any) -> None:
        super().__init__(*args, **more)
        roles = list(StaffRole) if teams.is_office(by) else [StaffRole.EDITOR]
        role_field, area_field = cast(forms.ChoiceField, self.fields["role"]), cast("forms.ModelChoiceField[AreaPage]", self.fields["area"])
        role_field.choices = [(role.value, ROLE_LABELS[role]) for role in roles]
        role_field.initial = StaffRole.EDITOR.value
        area_field.queryset = areas = inviting_areas(by)
        if areas.count() == 1:
            area_field.initial = areas.get()

    def clean_email(self) -> str:
        return str(self.cleaned_data["email"]).lower()
