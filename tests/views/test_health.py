"""Health: the process answers, and what it stands on is said."""

from __future__ import annotations

import pytest
from django.core.management import call_command

pytestmark = pytest.mark.django_db


def test_a_living_process_says_so(client):
    page = client.get("/health/live")

    assert (page.status_code, page.content) == (200, b"ok")


def test_ready_counts_what_waits_and_what_can_be_found(client):
    call_command("rebuild_search")

    found = client.get("/health/ready")

    assert found.status_code == 200
    assert found.json() == {"database": "up", "index": "up", "offers_in_index": 0, "outbox_waiting": 0, "trouble": []}


def test_ready_is_trouble_without_an_index(client, monkeypatch):
    from search import engines
    from search.types import EngineHealth

    class Broken:
        def health(self) -> EngineHealth:
            return EngineHealth("sqlite", is_up=False, is_stale=True, documents=0, generation="")

    monkeypatch.setattr(engines, "embedded", Broken)

    found = client.get("/health/ready")

    assert (found.status_code, found.json()["index"]) == (503, "down")
    assert "rebuild_search" in found.json()["trouble"][0]
