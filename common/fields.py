"""Fields for lists of codes: stored as JSON, edited as boxes to tick, never a free text (W14)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models


class CodesField(models.JSONField):
    """A list of codes from `codes` ((code, lazy label), …), without repeats, in the order of `codes`."""

    def __init__(self, *args: Any, codes: Any = (), **more: Any) -> None:
        self.codes = tuple(codes)
        more.setdefault("default", list)
        more.setdefault("blank", True)
        super().__init__(*args, **more)

    def deconstruct(self) -> Any:
        name, path, args, more = super().deconstruct()
        return name, path, args, more  # the codes are not the table's: no migration when one is added

    def formfield(self, **more: Any) -> forms.Field:
        return CodesFormField(choices=self.codes, required=not self.blank, label=more.get("label", self.verbose_name), help_text=self.help_text)

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        unknown = set(value or ()) - {code for code, _ in self.codes} if self.codes else set()
        if unknown:
            raise ValidationError(f"unknown code: {', '.join(sorted(map(str, unknown)))}")


class CodesFormField(forms.MultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def has_changed(self, initial: Any, data: Any) -> bool:
        return set(initial or ()) != set(data or ())
