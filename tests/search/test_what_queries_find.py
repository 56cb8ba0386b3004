"""One table of queries and expected orders; the suite runs it on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from orderkin.lib import runs
from orderkin.lib.errors import Invalid
from orderkin.search import weighing
from orderkin.search.engines import postgres, rare, sqlite
from orderkin.search.find import find_orders
from orderkin.search.index import out_of_step, rebuild
from orderkin.search.sql import Place
from tests.search.cast import EVERYTHING, on
from tests.search.conftest import Cast
from tests.search.operators_table import OPERATORS
from tests.search.words_table import WORDS

pytestmark = pytest.mark.django_db
NOW = on(3, 15)


def pages(cast: Cast, query: str, *, limit: int) -> list[tuple[int, ...]]:
    found = find_orders(query, actor=cast.asker, at=NOW, limit=limit)
    read = [found.ids]
    while found.next:
        found = find_orders(query, actor=cast.asker, at=NOW, cursor=found.next, limit=limit)
        read.append(found.ids)
    return read


def typed(cast: Cast, query: str) -> str:
    return query.format(**{name: order.number for name, order in cast.orders.items()})


@pytest.mark.parametrize("limit", [3, 50])
@pytest.mark.parametrize(("query", "expected"), [*WORDS, *OPERATORS])
def test_a_query_finds_these_orders_in_this_order(
    cast: Cast, query: str, expected: str, limit: int
) -> None:
    ids = [pk for page in pages(cast, typed(cast, query), limit=limit) for pk in page]
    assert cast.names(tuple(ids)) == expected.split()


def test_the_answers_do_not_depend_on_how_far_the_walk_goes(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(postgres, "WALK", 1)
    monkeypatch.setattr(postgres, "FURTHER", 1)
    monkeypatch.setattr(postgres, "MOST_HITS", 1)
    for query, expected in [*WORDS, *OPERATORS]:
        ids = [pk for page in pages(cast, typed(cast, query), limit=4) for pk in page]
        assert cast.names(tuple(ids)) == expected.split(), query


@pytest.mark.parametrize("texts", [[], ["lamp anna ase"], [""] * 200], ids=["none", "one", "many"])
def test_the_answers_do_not_depend_on_which_runs_are_taken_for_rare(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, texts: list[str]
) -> None:
    """After a sample of other texts every word is rare; PostgreSQL asks its index at once."""
    monkeypatch.setattr(runs, "MOST", runs.RAREST - 1)
    monkeypatch.setattr(rare, "COUNTED", runs.Counted(lambda: texts))
    for query, expected in [*WORDS, *OPERATORS]:
        ids = [pk for page in pages(cast, typed(cast, query), limit=4) for pk in page]
        assert cast.names(tuple(ids)) == expected.split(), query


def test_the_answers_do_not_depend_on_what_leads(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A condition that few orders meet leads, when the newest orders with the words are too few.

    Or several that few meet together; those that not many meet are told by their indexes.
    """
    engine = postgres if connection.vendor == "postgresql" else sqlite
    led: list[tuple[Any, ...]] = []
    among: Callable[..., list[Place]] = engine._among

    def seen(*told: Any) -> list[Place]:
        led.append(told)
        return among(*told)

    monkeypatch.setattr(engine, "_among", seen)
    never, always = 10**9, 0
    for walk, few, middling, look in (
        (0, 0, 0, never),
        (0, 0, 50, never),
        (0, 0, 50, always),
        (1, 1, 3, never),
        (2, 3, 50, always),
        (0, 100, 0, never),
    ):
        monkeypatch.setattr(postgres, "LOOK", look)
        monkeypatch.setattr(engine, "WALK", walk)
        monkeypatch.setattr(weighing, "FEW", few)
        monkeypatch.setattr(weighing, "MIDDLING", middling)
        for query, expected in [*WORDS, *OPERATORS]:
            ids = [pk for page in pages(cast, typed(cast, query), limit=4) for pk in page]
            assert cast.names(tuple(ids)) == expected.split(), query
    assert led


def test_the_table_has_two_hundred_rows_and_none_twice() -> None:
    queries = [query for query, _ in [*WORDS, *OPERATORS]]
    assert len(queries) == len(set(queries)) >= 200


def test_exact_hits_are_a_page_of_their_own_with_the_others_after_it(cast: Cast) -> None:
    first, second = pages(cast, "1002", limit=50)
    assert (cast.names(first), cast.names(second)) == (["anna2"], ["signs"])
    assert find_orders("1002", actor=cast.asker, at=NOW).exact
    assert not find_orders("anna", actor=cast.asker, at=NOW).exact


def test_a_value_that_means_nothing_is_named_and_never_widens_the_result(cast: Cast) -> None:
    found = find_orders("-status:banana anna", actor=cast.asker, at=NOW)
    assert (found.ids, found.problems) == ((), ("status:banana",))


def test_me_is_the_one_who_asks(cast: Cast) -> None:
    maja = cast.asker.__class__(None, "maja.holm@shop.example", "Maja", "agent", "desk")
    assert cast.names(find_orders("by:me", actor=maja, at=NOW).ids) == ["parts"]


@pytest.mark.parametrize("cursor", ["x", "W10", "WyJleGFjdCIsIC0xLCBmYWxzZV0", "é", "e" * 5000])
def test_a_made_up_cursor_is_refused(cast: Cast, cursor: str) -> None:
    with pytest.raises(Invalid):
        find_orders("anna", actor=cast.asker, at=NOW, cursor=cursor)


@pytest.mark.parametrize(
    "query", ["\x00", "a\x00b", "9" * 60, "😀", "\ud800abc", "x" * 10_000, "total:" + "9" * 99]
)
def test_nothing_typed_breaks_the_search(cast: Cast, query: str) -> None:
    assert find_orders(query, actor=cast.asker, at=NOW, limit=1).ids in [(), *all_alone(cast)]


def all_alone(cast: Cast) -> list[tuple[int, ...]]:
    return [(order.pk,) for order in cast.orders.values()]


def test_the_index_says_what_the_orders_say_and_a_rebuild_changes_nothing(cast: Cast) -> None:
    ids = sorted(order.pk for order in cast.orders.values())
    assert out_of_step(ids) == []
    assert list(rebuild()) == [len(EVERYTHING.split())]
    assert out_of_step(ids) == []
