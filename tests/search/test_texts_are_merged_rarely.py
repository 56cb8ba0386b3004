"""SQLite's trigram indexes merge their pieces in few, bounded steps, on every desk."""

from __future__ import annotations

import pytest
from django.db import connection

from orderkin.sql import fetch

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="only on SQLite: pieces are FTS5's"),
]


@pytest.mark.parametrize("index", ["search_index", "customers_search", "products_search"])
def test_each_index_is_told_so(index: str) -> None:
    told = {row.k: row.v for row in fetch(f"SELECT k, v FROM {index}_config")}
    assert (told["automerge"], told["crisismerge"]) == (16, 32)
