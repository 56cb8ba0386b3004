"""When two people do the same thing at the same moment, the database lets one of them through."""

from __future__ import annotations

from django.db import DatabaseError

# lock not available, deadlock, serialization failure
WAITED_TOO_LONG = frozenset({"55P03", "40P01", "40001"})
TAKEN_MEANWHILE = frozenset({"23505"})


def waited_too_long(wrong: DatabaseError) -> bool:
    """Whether a lock did not come in time: somebody else is still at it."""
    state = getattr(wrong.__cause__, "sqlstate", None)
    return state in WAITED_TOO_LONG or "database is locked" in str(wrong)


def taken_meanwhile(wrong: DatabaseError) -> bool:
    """Whether what must exist once was written by somebody else since it was looked for."""
    state = getattr(wrong.__cause__, "sqlstate", None)
    return state in TAKEN_MEANWHILE or "UNIQUE constraint failed" in str(wrong)
