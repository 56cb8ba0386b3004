"""Bring back the next records of a full export."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from django.db import DatabaseError, transaction

from orderkin.client.guarding import guard
from orderkin.exports.back import customers, families, orders, products, shop
from orderkin.exports.back.body import Body
from orderkin.exports.names import Ids
from orderkin.exports.reading import MEANINGLESS, unreadable
from orderkin.lib.actor import Actor

_BRING: dict[str, Callable[[Sequence[Body], Ids], None]] = {
    "settings": shop.bring_settings,
    "company": shop.bring_companies,
    "channel": shop.bring_channels,
    "employee": shop.bring_people,
    "reason": shop.bring_reasons,
    "kind": shop.bring_kinds,
    "recipe": shop.bring_recipes,
    "product": products.bring_products,
    "parts": products.bring_parts,
    "customer": customers.bring_customers,
    "relation": families.bring_relations,
    "former_link": families.bring_former_links,
    "history": families.bring_histories,
}


@transaction.atomic(durable=True)
def restore_slice(
    *,
    actor: Actor,
    export: str,
    line: int,
    kind: str,
    bodies: Sequence[Body],
    ids: Ids,
    at: datetime,
) -> int:
    """Write records of one kind that begin at `line`; what is here already is not made again.

    `export` is the seal of the file, `ids` what was brought before them. Returns how many orders
    were made. Raises Invalid (export_unreadable) when a record names what nobody has.
    """
    guard(actor, "export_everything")
    ids.forget()
    try:
        if kind == "order":
            return orders.bring_orders(bodies, ids, export=export, at=at)
        _BRING[kind](bodies, ids)
    except (*MEANINGLESS, DatabaseError) as wrong:
        raise unreadable(line) from wrong
    return 0
