"""Front page, plain pages, news, material bank, and what readers send as feedback."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Feedback(models.Model):
    """One message of a reader. No name or address is asked for; what the reader writes is deleted after a year."""

    class Topic(models.TextChoices):
        SITE = "site", _("This web site")
        OFFER = "offer", _("Something on offer")
        CARD = "card", _("Getting or using a card")
        ACCESSIBILITY = "accessibility", _("Accessibility")
        OTHER = "other", _("Something else")

    topic = models.CharField(_("topic"), max_length=16, choices=Topic.choices)
    message = models.TextField(_("message"), max_length=2000)
    page = models.CharField(_("page"), max_length=300, blank=True)  # the path that it is about
    language = models.CharField(_("language"), max_length=10)
    sent_at = models.DateTimeField(_("sent"), auto_now_add=True)
    answered_at = models.DateTimeField(_("handled"), null=True, blank=True)

    class Meta:
        verbose_name = _("message of a reader")
        verbose_name_plural = _("messages of readers")

    def __str__(self) -> str:
        return f"{self.topic} {self.sent_at:%Y-%m-%d}"


from home.pages import ContentPage, HomePage, MaterialPage, MaterialsPage, NewsIndexPage, NewsPage  # noqa: E402, F401  (Django looks for tables here)
