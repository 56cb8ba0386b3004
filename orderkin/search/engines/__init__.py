"""The two indexes behind one question: which orders hold these patterns, newest first."""

from __future__ import annotations

from orderkin.search.engines import postgres, sqlite
from orderkin.search.sql import Matching, Place, Span
from orderkin.sql import on_postgresql


def newest_matching(matching: Matching, *, within: Span, limit: int) -> list[Place]:
    """Up to `limit` places within a span of orders that match, newest first."""
    if on_postgresql():
        return postgres.newest_matching(matching, within=within, limit=limit)
    return sqlite.newest_matching(matching, within=within, limit=limit)


def joined(expression: str, order_by: str) -> str:
    """SQL that joins the values of a group with newlines."""
    if on_postgresql():
        return f"string_agg({expression}, chr(10) ORDER BY {order_by})"
    return f"group_concat({expression}, char(10))"
