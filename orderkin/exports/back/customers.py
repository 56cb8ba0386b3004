"""Customers and their address books. A customer has no name of their own, only a place in line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from orderkin.customers.models import Customer
from orderkin.exports import parts
from orderkin.exports.back.body import Body
from orderkin.exports.names import Ids
from orderkin.sql.many import insert_all

# A customer is the same when all of these are; made at the same moment settles namesakes.
_SAME = ("name", "email", "phone", "business", "created_at")


def bring_customers(bodies: Sequence[Body], ids: Ids) -> None:
    """Customers in the order of the file; one who is here already is taken once, not made again."""
    rows = [_row(body, ids) for body in bodies]
    here = _here(rows, ids)
    known = [here[_key(row)].pop(0) if here.get(_key(row)) else 0 for row in rows]
    new = [place for place, pk in enumerate(known) if not pk]
    made = insert_all(Customer, [rows[place] for place in new])
    ids.taken |= {pk for pk in known if pk}
    for place, pk in zip(new, made, strict=True):
        known[place] = pk
    addresses = [
        {**parts.ADDRESS.back(one, ids.find), "customer_id": known[place]}
        for place in new
        for one in bodies[place]["addresses"]
    ]
    insert_all(parts.ADDRESS.model, addresses)
    ids.customers.extend(known)


def _row(body: Body, ids: Ids) -> dict[str, Any]:
    own = {name: value for name, value in body.items() if name != "addresses"}
    return parts.CUSTOMER.back(own, ids.find)


def _key(row: dict[str, Any]) -> tuple[Any, ...]:
    return tuple(row[name] for name in _SAME)


def _here(rows: Sequence[dict[str, Any]], ids: Ids) -> dict[tuple[Any, ...], list[int]]:
    found: dict[tuple[Any, ...], list[int]] = {}
    named = Customer.objects.filter(name__in={row["name"] for row in rows}).order_by("pk")
    for pk, *values in named.values_list("pk", *_SAME):
        if pk <= ids.last_before and pk not in ids.taken:
            found.setdefault(tuple(values), []).append(pk)
    return found
