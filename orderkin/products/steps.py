"""Stock movements that orders, shipments and undo share."""

from __future__ import annotations

from collections.abc import Mapping

from orderkin.products.moves import Move
from orderkin.sql import execute, on_postgresql

__all__ = ["Move", "move_stock"]


def move_stock(moves: Mapping[int, Move]) -> None:
    """Apply signed movements by product id, in one statement; products without stock are skipped.

    Rows are locked in key order, so that two orders for the same products never wait in a ring.
    """
    wanted = {pk: move for pk, move in sorted(moves.items()) if move.committed or move.on_hand}
    if not wanted:
        return
    marks = ", ".join(["%s"] * len(wanted))
    when = " ".join(["WHEN %s THEN %s"] * len(wanted))
    committed = [value for pk, move in wanted.items() for value in (pk, move.committed)]
    on_hand = [value for pk, move in wanted.items() for value in (pk, move.on_hand)]
    lock = " FOR UPDATE" if on_postgresql() else ""
    execute(
        f"UPDATE products_stock SET"
        f" committed = committed + CASE product_id {when} ELSE 0 END,"
        f" on_hand = on_hand + CASE product_id {when} ELSE 0 END"
        f" WHERE product_id IN (SELECT product_id FROM products_stock"
        f" WHERE product_id IN ({marks}) ORDER BY product_id{lock})",
        [*committed, *on_hand, *wanted],
    )
