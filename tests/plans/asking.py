"""Which statements some work asks, and how the database would answer each."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

# Tables that grow with the shop; everything else stays small.
LARGE_TABLES = """
orders_order orders_orderline orders_payment orders_shipment orders_intent activity_event
families_relation notes_note search_document customers_customer products_product django_session
"""
LARGE = frozenset(LARGE_TABLES.split())


@dataclass(frozen=True, slots=True)
class Asked:
    """One statement with its values."""

    sql: str
    params: Sequence[Any]


def asked_by(work: Callable[[], object]) -> list[Asked]:
    """Every statement that reads or writes rows during `work`."""
    found: list[Asked] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.split(None, 1)[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            found.append(Asked(sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        work()
    return found


def read_whole(asked: Asked) -> set[str]:
    """The large tables that this statement reads from end to end."""
    if connection.vendor == "postgresql":
        with _an_index_if_there_is_any():
            plan = json.loads(_told("EXPLAIN (FORMAT JSON) ", asked)[0][0])
        return {node["Relation Name"] for node in _nodes(plan[0]["Plan"])} & LARGE
    steps = [row[3].split() for row in _told("EXPLAIN QUERY PLAN ", asked)]
    # "SCAN o USING INDEX …" walks an index; a bare SCAN of a table is what must not be.
    aliases = _aliases(asked.sql)
    scanned = [step[1] for step in steps if step[0] == "SCAN" and "INDEX" not in step]
    return {aliases.get(name, name) for name in scanned} & LARGE


@contextmanager
def _an_index_if_there_is_any() -> Iterator[None]:
    """A test's few rows are read faster whole; told not to, PostgreSQL shows what it could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET enable_seqscan = off")
        try:
            yield
        finally:
            cursor.execute("RESET enable_seqscan")


def _told(how: str, asked: Asked) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(how + asked.sql, asked.params)
        rows = cursor.fetchall()
    return [(json.dumps(row[0]),) if isinstance(row[0], list) else row for row in rows]


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if plan["Node Type"] == "Seq Scan":
        yield plan
    for below in plan.get("Plans", ()):
        yield from _nodes(below)


def _aliases(sql: str) -> dict[str, str]:
    """Alias to table: SQLite's plan names what the statement calls it."""
    words = sql.replace(",", " ").replace("(", " ").replace(")", " ").split()
    return {
        alias: table.strip('"')
        for place, table, alias in zip(words, words[1:], words[2:], strict=False)
        if place.upper() in {"FROM", "JOIN"}
    }
