"""What is forgotten, and when (redemption.md, 4.3)."""

from datetime import datetime, timedelta

from django.db.models import Q

from redemption.cards.models import HolderSession
from redemption.cards.rules import SESSION_LIMITS, DeviceClass

KEPT_AFTER_END = timedelta(hours=24)


def forget_sessions(now: datetime) -> None:
    """Delete sign-ins that ended a day ago. Quick when there are none."""
    ended = Q()
    for device, limits in SESSION_LIMITS.items():
        long_ago = Q(seen_at__lt=now - limits.idle - KEPT_AFTER_END) | Q(created_at__lt=now - limits.absolute - KEPT_AFTER_END)
        ended |= Q(device_class=DeviceClass(device).value) & long_ago
    rows = HolderSession.objects.filter(ended)
    if rows.exists():  # a DELETE of nothing would still take SQLite's one write lock
        rows.delete()
