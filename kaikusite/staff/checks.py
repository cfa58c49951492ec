"""What must be true of staff log-ins before the site starts."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security)
def second_factor_is_on_in_production(app_configs: Any, **more: Any) -> list[CheckMessage]:
    if settings.KAIKU_SECOND_FACTOR or not settings.IS_SECURE:
        return []
    return [Error("KAIKU_SECOND_FACTOR is off at a public address.", hint="Set KAIKU_SECOND_FACTOR=on, or leave it out.", id="staff.E001")]
