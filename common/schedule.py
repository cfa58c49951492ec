"""What the clock brings to pages: going live and expiring, each in a transaction of its own (W43).

Stock `publish_scheduled` stops at the first failure and that revision loses its approval. Here a failing one is logged, stays
approved and is tried again in the next round; the others go on.
"""

from __future__ import annotations

import logging
from datetime import datetime

from wagtail.models import Page, Revision

from common.projection import page_writes

logger = logging.getLogger(__name__)


def run(now: datetime) -> None:
    """Take down what has expired and publish what is due. Two queries when there is nothing to do."""
    close_expired(now)
    publish_due(now)


def close_expired(now: datetime) -> int:
    """Unpublish the pages whose time is over, what lies below them and their other languages following; return how many."""
    keys = Page.objects.filter(live=True, expire_at__lte=now, alias_of=None).order_by("expire_at").values_list("pk", flat=True)
    return sum(_close(key, now) for key in list(keys))


def _close(key: int, now: datetime) -> bool:
    try:
        with page_writes():
            page = Page.objects.filter(pk=key, live=True, expire_at__lte=now).first()
            if page is None:  # gone, or given more time, since the list was read
                return False
            page.unpublish(set_expired=True, log_action="wagtail.unpublish.scheduled")
            return True
    except Exception:  # the edge of the worker: one page holds up no other
        logger.exception("a page could not be taken down on time")
        return False


def publish_due(now: datetime) -> int:
    """Publish the approved revisions whose time has come, oldest first; return how many went live."""
    keys = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at").values_list("pk", flat=True)
    return sum(_publish(key, now) for key in list(keys))


def _publish(key: int, now: datetime) -> bool:
    try:
        with page_writes():
            revision = Revision.objects.filter(pk=key, approved_go_live_at__lte=now).first()
            if revision is None:  # unscheduled since the list was read
                return False
            revision.publish(log_action="wagtail.publish.scheduled")
            return True
    except Exception:  # the edge of the worker: one revision holds up no other, and keeps its approval
        logger.exception("a scheduled page could not be published")
        return False
