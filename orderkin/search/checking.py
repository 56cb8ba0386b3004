"""Whether the index says what the orders say."""

from __future__ import annotations

from orderkin.search.index import SLICE, out_of_step
from orderkin.sql import fetch


def check_index() -> tuple[int, list[str]]:
    """How many orders were looked at, and the numbers of those whose document differs.

    Reads without locks: an order that is being changed at this moment may be named by mistake.
    """
    checked, last, wrong = 0, 0, []
    while rows := fetch(
        f"SELECT id, number FROM orders_order WHERE id > %s ORDER BY id LIMIT {SLICE}", [last]
    ):
        numbers = {row.id: row.number for row in rows}
        wrong += [numbers[pk] for pk in out_of_step(list(numbers))]
        checked, last = checked + len(rows), rows[-1].id
    return checked, wrong
