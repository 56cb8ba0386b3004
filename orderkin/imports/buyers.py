"""Customers of imported orders: the same person by e-mail or channel number, else a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from orderkin.customers.models import Customer, CustomerAddress
from orderkin.customers.searching import search_text
from orderkin.imports.models import ImportedBuyer
from orderkin.imports.rows import ImportedOrder
from orderkin.lib.text import digits, fold
from orderkin.sql.many import fetch_among, insert_all

_BY_EMAIL = (
    "SELECT email_folded, id FROM customers_customer WHERE email_folded {among} ORDER BY id DESC"
)
_BY_KEY = "SELECT key, customer_id FROM imports_importedbuyer WHERE channel_id = %s AND key {among}"


def customers_for(
    orders: Sequence[ImportedOrder], channel_id: int, at: datetime
) -> list[int | None]:
    """A customer id for each order, in order; None where the file names nobody.

    The channel is locked by the caller, so that two slices never make the same customer twice.
    """
    by_email = _by_email(orders)
    by_key = _by_key(orders, channel_id)
    fresh: list[ImportedOrder] = []
    places: list[tuple[str, int | None]] = []
    waiting: dict[str, int] = {}
    for order in orders:
        email, key = _email(order), order.customer.key[:80]
        known = by_email.get(email) if email else by_key.get(key)
        name = email or (f"key {key}" if key else f"order {order.number}")
        if known is None and name not in waiting and _names_somebody(order):
            waiting[name] = len(fresh)
            fresh.append(order)
        places.append((name, known))
    made = _make(fresh, at)
    chosen = [known if known is not None else made[waiting[name]] if name in waiting else None
              for name, known in places]  # fmt: skip
    _remember(orders, chosen, by_key, channel_id)
    return chosen


def _email(order: ImportedOrder) -> str:
    return fold(order.customer.email)[:254]


def _names_somebody(order: ImportedOrder) -> bool:
    buyer = order.customer
    return bool(buyer.email or buyer.key or buyer.name)


def _by_email(orders: Sequence[ImportedOrder]) -> dict[str, int]:
    rows = fetch_among(_BY_EMAIL, sorted({one for order in orders if (one := _email(order))}))
    return {row.email_folded: row.id for row in rows}


def _by_key(orders: Sequence[ImportedOrder], channel_id: int) -> dict[str, int]:
    keys = sorted({order.customer.key[:80] for order in orders if order.customer.key})
    return {row.key: row.customer_id for row in fetch_among(_BY_KEY, keys, [channel_id])}


def _make(orders: Sequence[ImportedOrder], at: datetime) -> list[int]:
    rows = []
    for order in orders:
        buyer = order.customer
        name = (buyer.name or buyer.business or buyer.email or buyer.key)[:200]
        words = search_text(
            name=name, business=buyer.business, email=buyer.email, phone=buyer.phone
        )
        rows.append(
            {
                "name": name,
                "search_text": words[:800],
                "email": buyer.email[:254],
                "email_folded": _email(order),
                "phone": buyer.phone[:60],
                "phone_digits": digits(buyer.phone)[:40],
                "business": buyer.business[:200],
                "created_at": at,
            }
        )
    ids = insert_all(Customer, rows)
    homes = []
    for order, pk in zip(orders, ids, strict=True):
        if order.shipping_address:
            home = order.shipping_address.document()
            homes.append(_home(pk, home, shipping=True))
        if order.billing and order.billing != order.shipping_address:
            home = order.billing.document()
            homes.append(_home(pk, home, shipping=False))
    insert_all(CustomerAddress, homes)
    return ids


def _home(customer: int, address: dict[str, str], *, shipping: bool) -> dict[str, object]:
    flags = {"is_shipping": shipping, "is_billing": not shipping}
    return {"customer_id": customer, "address": address, **flags}


def _remember(
    orders: Sequence[ImportedOrder],
    chosen: Sequence[int | None],
    known: dict[str, int],
    channel_id: int,
) -> None:
    """Keep which customer the channel's number means."""
    new: dict[str, int] = {}
    for order, customer in zip(orders, chosen, strict=True):
        key = order.customer.key[:80]
        if key and customer is not None and key not in known:
            new.setdefault(key, customer)
    rows = [{"channel_id": channel_id, "key": key, "customer_id": pk} for key, pk in new.items()]
    insert_all(ImportedBuyer, rows)
