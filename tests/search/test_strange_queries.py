"""Whatever is typed, the answer is orders or none, never an error."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from orderkin.search.find import find_orders
from orderkin.search.operators import OPERATORS
from tests.search.cast import on
from tests.search.conftest import Cast

pytestmark = pytest.mark.django_db

_TRIPLES = ["".join(three) for three in product("abcde", repeat=3)]
_STRANGE = {
    "a hundred words": " ".join(_TRIPLES),
    "a hundred short words": " ".join("".join(two) for two in product("abcdefghij", repeat=2)),
    "a hundred absent words": " ".join(f"-{word}" for word in _TRIPLES),
    "a hundred SKUs": " ".join(f"sku:{word}" for word in _TRIPLES[:60]),
    "a hundred customers": "customer:" + ",".join(_TRIPLES),
    "a hundred parents": "parent:" + ",".join(str(n) for n in range(100, 220)),
    "the end of time": "created:9999-12-31..",
    "the beginning of time": "created:0001",
    "more money than there is": "total:<999,999,999,999,999",
    "minus signs": "-" * 400,
    "quotes": '"' * 301,
    "wildcards": "%_" * 200,
    "backslashes": "\\" * 400,
    "signs for values": "root:#,% parent:' tracking:--- sku:== customer:+ note:% by:_ kind:-",
    "words of the index's own language": 'anna AND NOT OR NEAR(a b) text:b* ^c {text}:"d"',
}


@pytest.mark.parametrize("query", _STRANGE.values(), ids=_STRANGE)
def test_strange_text_finds_nothing_and_raises_nothing(cast: Cast, query: str) -> None:
    found = find_orders(query, actor=cast.asker, at=on(3, 15))
    assert set(found.ids) <= {order.pk for order in cast.orders.values()}


_piece = st.one_of(
    st.text(max_size=8),
    st.sampled_from(
        ["anna", "1001", "-", '"', ",", " ", "..", ">", "2026-02", "田", "yes", "lamp"]
    ),
    st.sampled_from([f"{name}:" for name in OPERATORS]),
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_piece, max_size=8).map("".join))
def test_no_typed_text_raises(cast: Cast, query: str) -> None:
    found = find_orders(query, actor=cast.asker, at=on(3, 15), limit=5)
    assert len(found.ids) <= 5
