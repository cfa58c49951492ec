"""The outbox: what changed and has not yet reached search engines and caches (design.md, section 3)."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q


class OutboxRow(models.Model):
    """One change of a fact, written in the change's own transaction. Done rows are kept a week."""

    kind = models.CharField(max_length=16)  # offer, venue, area, places
    subject = models.UUIDField()
    created_at = models.DateTimeField(auto_now_add=True)
    done_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [
            # A rush of claims on one date is one pending row.
            models.UniqueConstraint(fields=["kind", "subject"], condition=Q(done_at=None, tries=0), name="one_pending_outbox_row"),
        ]
        indexes = [models.Index(fields=["id"], condition=Q(done_at=None), name="outbox_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class WorkerLease(models.Model):
    """Who drains the outbox now (W44): one row, taken by a conditional UPDATE for each drain."""

    name = models.CharField(max_length=32, primary_key=True)
    holder = models.UUIDField(default=uuid.uuid4)
    until = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
