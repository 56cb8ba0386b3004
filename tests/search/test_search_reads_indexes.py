"""No search reads a large table from end to end, and none needs more than three statements.

(One more an hour reads what the newest orders are found by.)
"""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from orderkin.lib.runs import RAREST
from orderkin.search.engines import rare
from orderkin.search.find import find_orders
from tests.search.cast import on
from tests.search.conftest import Cast

pytestmark = pytest.mark.django_db

LARGE = ("orders_order", "search_document", "orders_orderline", "orders_shipment")
ALIASES = ("o", "p", "d", "l", "s")
TYPED = {
    "nothing": "",
    "a number": "100009",
    "a channel number": "#1001",
    "a tracking number": "1Z999AA10123456784",
    "an e-mail": "m@gr.example",
    "a name": "lindqvist",
    "two letters": "10",
    "no hit": "xqzvxqzv",
    "an operator": "status:problem",
    "a word and an operator": "anna status:completed",
    "a family": "root:100009",
    "a SKU": "sku:=LAMP-2",
    "a note": "note:call",
    "a payment status": "status:refunded",
    "a shipping status and a total": 'status:"partially shipped" total:>100',
    "a gift": "free:yes status:problem",
    "parents": "has:children status:problem",
    "a word and a payment status": "anna status:refunded",
    "a word and a total": "anna total:>9000",
}


def test_words_are_looked_up_in_the_trigram_index(cast: Cast) -> None:
    read = [line for one in statements(cast, "xqzvxqzv") for line in plan(one)]
    named = {"postgresql": "search_document_trigrams", "sqlite": "SCAN f VIRTUAL TABLE INDEX"}
    assert [line for line in read if named[connection.vendor] in line]


def test_of_a_long_text_the_index_is_asked_for_a_few_runs(cast: Cast) -> None:
    """Asked for all of them it reads what every order has (`example`) beside the rest."""
    hits = statements(cast, "nobody.lindqvist4711@post.exampl")[-1]
    asked = [line for line in plan(hits) if line.startswith("Index Cond:")]
    if connection.vendor == "sqlite":
        asked = [hits[1][0].replace(" : ", "~~")]
    # SQLite is asked for both forms (as typed, its host as a code), PostgreSQL for their beginning.
    forms = 2 if connection.vendor == "sqlite" else 1
    assert sum(line.count("~~") for line in asked) == forms * RAREST


Statement = tuple[str, Any]


def statements(cast: Cast, query: str) -> list[Statement]:
    """What the search sends to the database, with its values."""
    sent: list[Statement] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        sent.append((sql, params))
        return execute(sql, params, many, context)

    rare.COUNTED()
    with connection.execute_wrapper(note):
        find_orders(query, actor=cast.asker, at=on(3, 15))
    return sent


@pytest.mark.parametrize("query", TYPED.values(), ids=TYPED)
def test_a_search_is_at_most_three_statements(cast: Cast, query: str) -> None:
    assert len(statements(cast, query)) <= 3


@pytest.mark.parametrize("query", TYPED.values(), ids=TYPED)
def test_no_large_table_is_read_from_end_to_end(cast: Cast, query: str) -> None:
    read = [line for one in statements(cast, query) for line in plan(one)]
    assert read
    assert [line for line in read if reads_all(line)] == []


def plan(statement: Statement) -> list[str]:
    """The plan's lines. PostgreSQL reads tables as small as these whole unless told not to."""
    sql, params = statement
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL enable_seqscan = off")
            cursor.execute(f"EXPLAIN {sql}", params)
            return [str(row[0]).strip() for row in cursor.fetchall()]
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        return [str(row[3]) for row in cursor.fetchall()]


def reads_all(line: str) -> bool:
    if connection.vendor == "postgresql":
        return any(f"Seq Scan on {table} " in line for table in LARGE)
    # An index walked in order is meant: it stops after a page.
    return any(line.startswith(f"SCAN {alias}") and " USING " not in line for alias in ALIASES)


def test_a_planner_is_told_how_few_orders_lead(cast: Cast) -> None:
    """As a number in the text: SQLite would read a million rows into a filter beside them."""
    sent = [sql for sql, _values in statements(cast, "total:>9000 has:parent")]
    assert [sql for sql in sent if " AS met LIMIT 128" in sql]
