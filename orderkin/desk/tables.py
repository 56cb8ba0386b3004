"""Lists as files: CSV that a spreadsheet reads as text, never as a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from orderkin.families.pages import OrderRow
from orderkin.lib.money import to_major

HEAD = (
    "Order", "Channel number", "Placed (UTC)", "Status", "Payment", "Shipping", "Company",
    "Channel", "Customer", "E-mail", "Currency", "Total", "Given free", "Parent order",
    "Root order", "Kind", "Child orders",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class _Line:
    """What csv writes into: one line at a time, given on at once."""

    def write(self, text: str) -> str:
        return text


def csv_of_orders(rows: Iterable[OrderRow]) -> Iterator[str]:
    """The rows as CSV lines, with a mark that tells spreadsheets it is UTF-8."""
    writer = csv.writer(_Line())
    yield "\N{ZERO WIDTH NO-BREAK SPACE}" + str(writer.writerow(HEAD))
    for row in rows:
        yield str(writer.writerow([safe(cell) for cell in _cells(row)]))


def safe(cell: str) -> str:
    """Text that a spreadsheet would take for a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def _cells(row: OrderRow) -> tuple[str, ...]:
    return (
        row.number,
        row.channel_number,
        row.placed_at.isoformat(timespec="seconds"),
        row.status,
        row.payment_status,
        row.shipping_status,
        row.company,
        row.channel,
        row.customer_name,
        row.customer_email,
        row.currency,
        str(to_major(row.total, row.currency)),
        str(to_major(row.given_free, row.currency)),
        row.parent_number,
        row.root_number,
        row.kind_label,
        str(row.children or ""),
    )
