"""Loaded by pytest before the settings are read: each worker gets a place of its own for everything a site writes."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "main")
PLACE = ROOT / "var" / "test"

os.environ["KAIKU_VAR"] = str(PLACE / WORKER)
os.environ["SECRET_KEY"] = "only-for-tests-" * 5
os.environ["DEBUG"] = "on"
os.environ["SITE_URL"] = "http://localhost:8000"
os.environ.setdefault("KAIKU_REDEMPTION", "on")
os.environ["EMAIL_URL"] = "consolemail://"
os.environ["KAIKU_EMBEDDED_WORKER"] = "off"  # its thread would wait for the test’s transaction; tests call work_once()
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright's loop runs in this thread; no view is async
