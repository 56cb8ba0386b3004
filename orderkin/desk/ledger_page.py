"""The family ledger page: in total, per order, per line; each currency for itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orderkin.desk.kit_depth import kit_depths
from orderkin.families.ledger import LineEntry, OrderEntry, Sums
from orderkin.families.members import Member
from orderkin.families.queries import family_of
from orderkin.families.reading_ledger import family_ledger

# Larger families open without their lines; one click brings them.
LINES_UP_TO = 12
COLUMNS: dict[str, str | Promise] = {
    "charged": _("Charged"),
    "shipping": _("of it shipping"),
    "paid": _("Paid"),
    "refunded": _("Refunded"),
    "balance": _("Balance"),
    "given_free": _("Given free"),
    "goods_cost": _("Cost of goods"),
}


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of the table: the amounts other than zero with their currencies, refunds negative.

    On a phone there are no columns; each cell says what it is by its `label`.
    """

    label: str | Promise
    amounts: tuple[tuple[int, str], ...]
    of_order: bool


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line of an order; without an entry, what the order has beside its lines.

    `depth` counts the kits around it.
    """

    entry: LineEntry | None
    cells: tuple[Cell, ...]
    depth: int = 0


@dataclass(frozen=True, slots=True)
class LedgerOrder:
    """One member with its cells and, when asked for, its lines."""

    member: Member
    cells: tuple[Cell, ...]
    lines: tuple[LedgerLine, ...]


def ledger_context(number: str, *, whole: bool) -> dict[str, object]:
    """Context of the ledger page; `whole` shows the lines of a large family too."""
    family, ledger = family_of(number), family_ledger(number)
    members = {member.number: member for member in family.members}
    with_lines = whole or len(family) <= LINES_UP_TO
    return {
        "number": number,
        "family": family,
        "totals": sorted(ledger.totals, key=_is_cost_only),
        "total_cells": _cells(ledger.totals),
        "with_lines": with_lines,
        "orders": list(_orders(ledger.orders, members, with_lines=with_lines)),
    }


def _orders(
    entries: Sequence[OrderEntry], members: Mapping[str, Member], *, with_lines: bool
) -> Iterator[LedgerOrder]:
    for entry in entries:
        lines = tuple(_lines(entry)) if with_lines else ()
        yield LedgerOrder(members[entry.number], _cells(entry.sums), lines)


def _lines(entry: OrderEntry) -> Iterator[LedgerLine]:
    """The lines, then the charges that belong to none of them, so that the column adds up."""
    depths = kit_depths((line.line, line.kit_line) for line in entry.lines)
    for line in entry.lines:
        yield LedgerLine(line, _cells(line.sums), depths[line.line])
    rest = [Sums(one.currency, charged=one.shipping + one.other) for one in entry.sums]
    if any(one.charged for one in rest):
        yield LedgerLine(None, _cells(rest))


def _cells(sums: Sequence[Sums]) -> tuple[Cell, ...]:
    """A cell per column; a line has no payments of its own, so its balance is not shown."""
    return tuple(
        Cell(
            label,
            tuple(
                (-getattr(one, name) if name == "refunded" else getattr(one, name), one.currency)
                for one in sums
                if getattr(one, name)
            ),
            of_order=name in {"paid", "refunded", "balance"},
        )
        for name, label in COLUMNS.items()
    )


def _is_cost_only(one: Sums) -> bool:
    """Goods may be bought in a currency that the customer never sees; it comes last."""
    return not (one.charged or one.paid or one.refunded or one.given_free)
