"""The shape of what readers send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from home.models import Feedback


class FeedbackForm(forms.Form):
    """One message. `website` is seen by machines only: what fills it in is no reader."""

    topic = forms.ChoiceField(label=_("What is it about?"), choices=Feedback.Topic.choices, widget=forms.RadioSelect)
    message = forms.CharField(label=_("Your message"), max_length=2000, widget=forms.Textarea, strip=True)
    page = forms.CharField(label=_("Which page is it about?"), max_length=300, required=False)
    website = forms.CharField(required=False)

    @property
    def is_machine(self) -> bool:
        return bool(self.data.get("website"))
