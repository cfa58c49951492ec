"""The open data keeps to its own description: schemathesis reads it and asks whatever it allows, and more."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import content_type_conformance, response_schema_conformance, status_code_conformance, unsupported_method

from tests.search.fuzzing import fill_site

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance, unsupported_method]


@pytest.fixture
def _kept_connection() -> Iterator[None]:
    """Keep the test's database open between requests, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def described(settings: Any, _kept_connection: None) -> Any:
    settings.API_SEARCH_A_MINUTE = settings.API_SUGGEST_A_MINUTE = 10**9
    fill_site()
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


PATHS = ["/api/v1/search", "/api/v1/suggest", "/api/v1/offers", "/api/v1/offers/{offer_id}", "/api/v1/venues", "/api/v1/areas"]
MANY = settings(
    max_examples=400 if os.environ.get("SOAK") else 25,
    deadline=None,
    derandomize=not os.environ.get("SOAK"),
    suppress_health_check=list(HealthCheck),
)


def test_every_address_is_asked(described: Any) -> None:
    assert sorted(described) == sorted(PATHS)


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_is_as_described(described: Any, path: str) -> None:
    @MANY
    @given(case=described[path]["GET"].as_strategy())
    def ask(case: schemathesis.Case) -> None:
        case.call_and_validate(checks=CHECKS)

    ask()
