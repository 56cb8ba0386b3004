"""The two indexes behind one question: which orders hold these patterns, newest first."""

from __future__ import annotations

from django.db import connection

from orderkin.search.engines import postgres, sqlite
from orderkin.search.sql import Matching, Place, Span


def newest_matching(matching: Matching, *, within: Span, limit: int) -> list[Place]:
    """Up to `limit` places within a span of orders that match, newest first."""
    if connection.vendor == "postgresql":
        return postgres.newest_matching(matching, within=within, limit=limit)
    return sqlite.newest_matching(matching, within=within, limit=limit)


def joined(expression: str, order_by: str) -> str:
    """SQL that joins the values of a group with newlines."""
    if connection.vendor == "postgresql":
        return f"string_agg({expression}, chr(10) ORDER BY {order_by})"
    return f"group_concat({expression}, char(10))"
