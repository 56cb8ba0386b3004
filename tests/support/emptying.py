"""The database is emptied after a test that committed, also when somebody still reads from it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unittest.mock import patch

import pytest
from django.db import OperationalError
from django.db.backends.base.operations import BaseDatabaseOperations

from orderkin.sql.racing import waited_too_long

TIMES = 5
_once = BaseDatabaseOperations.execute_sql_flush


def empty_patiently(operations: BaseDatabaseOperations, sql_list: Sequence[str]) -> None:
    """A page that was closed leaves a request behind, which reads one table after another.

    TRUNCATE takes all of them, so the two can wait for each other, and PostgreSQL ends one. What
    was left behind is over soon: a second time nobody is in the way.
    """
    for again in reversed(range(TIMES)):
        try:
            return _once(operations, sql_list)
        except OperationalError as wrong:
            if not again or not waited_too_long(wrong):
                raise
    return None


@pytest.fixture(scope="session", autouse=True)
def emptied_patiently() -> Iterator[None]:
    """Every emptying of this run."""
    with patch.object(BaseDatabaseOperations, "execute_sql_flush", empty_patiently):
        yield
