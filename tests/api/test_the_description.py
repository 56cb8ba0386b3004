"""openapi.json is true: what it allows is answered as it says, and nothing fails."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks

from orderkin.api.door import api
from tests.makers import give_token, make_actor, make_order

load_all_checks()
ASKED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_schema_conformance",
        "unsupported_method",
        "ignored_auth",
    )
]
schema = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


def test_every_operation_has_a_name_a_summary_and_problem_answers() -> None:
    described = api.get_openapi_schema(path_prefix="api/v1/")
    operations = [one for place in described["paths"].values() for one in place.values()]
    names = [one["operationId"] for one in operations]
    assert described["openapi"].startswith("3.1")
    assert len(names) == len(set(names)) > 25
    for one in operations:
        assert one["summary"]
        assert "application/problem+json" in one["responses"]["default"]["content"]


def test_it_is_made_once() -> None:
    assert api.get_openapi_schema() is api.get_openapi_schema()


@pytest.fixture
def token(db: None) -> Iterator[str]:
    """The token of a Client Admin, in a shop with one order."""
    make_order()
    hung_up = (signals.request_started, signals.request_finished)
    for signal in hung_up:  # the test's transaction has to outlive the requests
        signal.disconnect(close_old_connections)
    yield give_token(make_actor("Ida Berg", role="client_admin"))
    for signal in hung_up:
        signal.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
def test_what_is_described_is_answered_as_described(case: Any, token: str) -> None:
    case.call_and_validate(headers={"Authorization": f"Bearer {token}"}, checks=ASKED)
