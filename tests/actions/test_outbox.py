"""What the outbox keeps of what was done."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from common import outbox, worker
from common.models import OutboxRow
from tests.conftest import NOW

pytestmark = pytest.mark.django_db


def row(*, done_ago: timedelta | None) -> OutboxRow:
    return OutboxRow.objects.create(kind="nobody-listens", subject=uuid4(), done_at=None if done_ago is None else NOW - done_ago)


def test_the_worker_forgets_what_was_done_over_a_week_ago():
    row(done_ago=outbox.KEEP_DONE + timedelta(seconds=1))
    kept = [row(done_ago=outbox.KEEP_DONE), row(done_ago=timedelta(0))]

    worker.work_once(NOW)

    assert set(OutboxRow.objects.values_list("pk", flat=True)) == {one.pk for one in kept}


def test_forgetting_goes_on_behind_a_row_that_waits():
    waiting = row(done_ago=None)
    row(done_ago=timedelta(days=8))

    outbox.forget_done(NOW)

    assert OutboxRow.objects.get() == waiting


def test_a_round_with_nothing_to_forget_costs_one_look(django_assert_num_queries):
    row(done_ago=timedelta(days=1))

    with django_assert_num_queries(1):
        outbox.forget_done(NOW)
