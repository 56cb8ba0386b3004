"""One or two typed characters: too short for the index, but a number may begin with them."""

from __future__ import annotations

from orderkin.search.sql import Place, Sql, all_of
from orderkin.sql import fetch


def beginning(
    typed: str, conditions: tuple[Sql, ...], *, below: int | None, limit: int
) -> list[Place]:
    """Orders whose number begins with `typed`, highest number first.

    The position within this stage is the number itself: numbers are digits and never too long.
    """
    digits = typed.lstrip("#")
    if not (digits.isascii() and digits.isdecimal()):
        return []
    where = all_of([*_range(digits), *_below(below), *conditions])
    rows = fetch(
        "SELECT o.number, o.id FROM orders_order o JOIN search_document d ON d.order_id = o.id"
        f" WHERE {where.text} ORDER BY o.number DESC LIMIT %s",
        [*where.params, limit],
        fresh=True,
    )
    return [Place(int(row.number), row.id) for row in rows]


def _range(digits: str) -> list[Sql]:
    """Digits sort alike in every collation, so a range of text is a prefix."""
    bounds = [Sql("o.number >= %s", (digits,))]
    if digits.strip("9"):
        bounds.append(Sql("o.number < %s", (str(int(digits) + 1).zfill(len(digits)),)))
    return bounds


def _below(number: int | None) -> list[Sql]:
    return [] if number is None else [Sql("o.number < %s", (str(number),))]
