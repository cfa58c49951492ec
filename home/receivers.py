"""Hears that a page of words was published, and makes its pictures ready."""

from __future__ import annotations

from typing import Any

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.signals import page_published

from home.body import make_pictures


@receiver(page_published)
def make_pictures_ready(sender: type[Page], instance: Page, **more: Any) -> None:
    if hasattr(instance, "body"):
        make_pictures(instance.body)
