"""The orders list as a table: the orders a query finds, with the columns the list shows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.families.listing import OrderRow, order_rows
from orderkin.lib.actor import Actor
from orderkin.lib.money import to_major
from orderkin.lib.tables import Cell, Table
from orderkin.orders.statuses import LABELS
from orderkin.search.columns import COLUMNS
from orderkin.search.find import Sort, find_orders
from orderkin.search.position import read_position

SLICE = 500

Shown = tuple[str, Callable[[OrderRow], Cell]]


def orders_table(
    *,
    actor: Actor,
    at: datetime,
    text: str = "",
    sort: Sort = "newest",
    columns: Sequence[str] = COLUMNS,
) -> Table:
    """The orders that `text` finds for this actor at this moment, read slice by slice.

    Amounts are decimals of the currency beside them; times UTC.
    """
    guard(actor, "view_orders")
    return _table(_found(text, sort, actor, at), columns)


def chosen_table(rows: Iterable[OrderRow]) -> Table:
    """These orders with every column."""
    return _table(rows, COLUMNS)


def _found(text: str, sort: Sort, actor: Actor, at: datetime) -> Iterator[OrderRow]:
    """Slice by slice; orders that are exactly what was typed are the whole answer."""
    cursor: str | None = None
    while True:
        found = find_orders(text, actor=actor, at=at, cursor=cursor, limit=SLICE, sort=sort)
        yield from order_rows(found.ids)
        following = read_position(found.next)
        if following is None or (found.exact and following.stage != "exact"):
            return
        cursor = found.next


def _table(rows: Iterable[OrderRow], columns: Sequence[str]) -> Table:
    known = _columns()
    shown = dict(known[""])
    for name in columns:
        shown |= {head: cell for head, cell in known[name] if head not in shown}
    cells = tuple(shown.values())
    return Table("orders", tuple(shown), ([cell(row) for cell in cells] for row in rows))


def _columns() -> dict[str, tuple[Shown, ...]]:
    """What each column of the list becomes; the first stands beside every order's number."""
    email: Shown = (_("E-mail"), lambda row: row.customer_email)
    channel: Shown = (_("Channel"), lambda row: row.channel)
    number: Shown = (_("Channel number"), lambda row: row.channel_number)
    currency: Shown = (_("Currency"), lambda row: row.currency)
    root: Shown = (_("Root order"), lambda row: row.root_number)
    return {
        "": (
            (_("Order"), lambda row: row.number),
            number,
            (_("Parent order"), lambda row: row.parent_number),
            (_("Child orders"), lambda row: row.children or None),
        ),
        "customer": ((_("Customer"), lambda row: row.customer_name), email),
        "company": ((_("Company"), lambda row: row.company), channel),
        "placed": ((_("Placed (UTC)"), lambda row: f"{row.placed_at:%Y-%m-%d %H:%M:%S}"),),
        "status": ((_("Status"), lambda row: LABELS[row.status]),),
        "payment": ((_("Payment"), lambda row: LABELS[row.payment_status]),),
        "shipping": ((_("Shipping"), lambda row: LABELS[row.shipping_status]),),
        "total": (currency, (_("Total"), lambda row: to_major(row.total, row.currency))),
        "channel_number": (number,),
        "email": (email,),
        "channel": (channel,),
        "kind": ((_("Kind"), lambda row: row.kind_label),),
        "root": (root,),
        "free": (currency, (_("Given free"), lambda row: to_major(row.given_free, row.currency))),
    }
