"""Hears every page that is saved or deleted, whatever class sends it (W39)."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page

from common import projection


@receiver(post_save)
@receiver(pre_delete)  # the page's key, while it has one
@receiver(post_delete)  # again, for code that deletes outside `page_writes()`: by then it is gone
def note_page(sender: type[Model], instance: Model, **more: Any) -> None:
    if isinstance(instance, Page) and instance.pk and not more.get("raw"):
        projection.note(instance.pk, instance.translation_key)
