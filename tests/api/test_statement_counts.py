"""How many statements the hot requests need, and that they do not grow with rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.wishes import Wish
from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from tests.api.door import Program
from tests.makers import AT, make_order, unused_key

TRANSACTION = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")


def statements(send: Callable[[], Any]) -> list[str]:
    """What a request sends to the database; beginning and ending a transaction is not counted."""
    with CaptureQueriesContext(connection) as caught:
        answer = send()
    assert answer.status_code in {200, 201}, answer.content
    asked = [str(query["sql"]).strip() for query in caught.captured_queries]
    return [sql for sql in asked if not sql.startswith(TRANSACTION)]


def make_children(number: str, actor: Actor, count: int) -> None:
    for _ in range(count):
        wish = Wish(make_lookalike=True)
        create_related_order(actor=actor, number=number, wish=wish, key=unused_key(), at=AT)


def test_creating_with_one_line_takes_twelve_statements(program: Program) -> None:
    parent = make_order()
    body = {"lines": [{"parent_line": parent.lines.get(sku="LAMP").pk}]}
    place = f"/orders/{parent.number}/related-orders"
    asked = statements(lambda: program.post(place, body))
    assert len(asked) <= 12, "\n".join(asked)


def test_creating_does_not_grow_with_the_family_and_the_notes(
    program: Program, maja: Actor
) -> None:
    parent = make_order()
    body = {"lines": [{"parent_line": parent.lines.get(sku="LAMP").pk}]}
    place = f"/orders/{parent.number}/related-orders"
    before = statements(lambda: program.post(place, body))
    make_children(parent.number, maja, 12)
    assert len(statements(lambda: program.post(place, body))) == len(before)


def test_an_order_takes_eight_statements_however_large(program: Program, maja: Actor) -> None:
    order = make_order()
    place = f"/orders/{order.number}"
    before = statements(lambda: program.get(place))
    make_children(order.number, maja, 12)
    for n in range(12):
        add_note(actor=maja, number=order.number, kind="general", text=f"Note {n}", at=AT)
    after = statements(lambda: program.get(place))
    assert len(after) == len(before) <= 8, "\n".join(after)


@pytest.mark.parametrize("typed", ["", "status:in_process"])
def test_a_list_takes_four_statements_however_long(program: Program, typed: str) -> None:
    make_order()
    before = statements(lambda: program.get("/orders", q=typed))
    for _ in range(15):
        make_order()
    after = statements(lambda: program.get("/orders", q=typed))
    assert len(after) == len(before) <= 4, "\n".join(after)


def test_a_search_by_word_takes_one_more_at_most(program: Program) -> None:
    """PostgreSQL first walks the newest orders, and asks the index only when those were few."""
    for _ in range(16):
        make_order()
        asked = statements(lambda: program.get("/orders", q="lindqvist"))
        assert len(asked) <= 5, "\n".join(asked)
