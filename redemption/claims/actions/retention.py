"""What is forgotten, and when (redemption.md, 4.3)."""

from datetime import datetime, timedelta

from redemption.claims.models import IdemKey

KEYS_KEPT = timedelta(hours=48)


def forget_keys(now: datetime) -> None:
    """Delete the keys of holders' forms after two days. Quick when there are none."""
    rows = IdemKey.objects.filter(scope__startswith="card:", made_at__lt=now - KEYS_KEPT)
    if rows.exists():
        rows.delete()
