"""The two indexes behind one question: which orders hold these patterns, newest first."""

from __future__ import annotations

from django.db import connection

from orderkin.search.engines import postgres, sqlite
from orderkin.search.sql import Matching, Place


def newest_matching(matching: Matching, *, below: int | None, limit: int) -> list[Place]:
    """Up to `limit` places under `below` of orders that match, newest first."""
    if connection.vendor == "postgresql":
        return postgres.newest_matching(matching, below=below, limit=limit)
    return sqlite.newest_matching(matching, below=below, limit=limit)


def joined(expression: str, order_by: str) -> str:
    """SQL that joins the values of a group with newlines."""
    if connection.vendor == "postgresql":
        return f"string_agg({expression}, chr(10) ORDER BY {order_by})"
    return f"group_concat({expression}, char(10))"
