"""Kinds, reason codes and recipes are there again after a test that committed."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from orderkin.families.models import Kind


@pytest.fixture(autouse=True)
def ready_made(request: pytest.FixtureRequest) -> None:
    """Tests that commit are followed by an empty database; the next one finds it set up again."""
    mark = request.node.get_closest_marker("django_db")
    commits = mark is not None and mark.kwargs.get("transaction")
    if commits or "transactional_db" in request.fixturenames:
        request.getfixturevalue("transactional_db")
        if not Kind.objects.exists():
            migration = import_module("orderkin.families.migrations.0002_ready_made")
            migration.write_defaults(apps, None)
