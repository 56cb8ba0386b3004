"""Rows that wait to be written, by table, and which columns they fill."""

from __future__ import annotations

from collections import defaultdict

from django.db import models

from bench.generate.tables import Row, load
from orderkin.activity.models import Event
from orderkin.customers.models import Customer, CustomerAddress
from orderkin.families.models import Relation
from orderkin.notes.models import Note
from orderkin.orders.models import Intent, Order, OrderLine, Payment, Shipment
from orderkin.search.models import Document

COLUMNS: dict[type[models.Model], str] = {
    Customer: "id name email email_folded phone phone_digits business search_text created_at",
    CustomerAddress: "customer_id address is_billing is_shipping",
    Intent: "id key body_digest employee_id at",
    Order: "id number channel_id company_id channel_number customer_id customer_name "
    "customer_email customer_phone billing_address shipping_address currency status "
    "payment_status shipping_status subtotal shipping_charge shipping_tax_rate tax total paid "
    "given_free placed_at created_at created_by_id",
    OrderLine: "id order_id position product_id sku name quantity list_price unit_price "
    "price_basis tax_rate tax total cost shipped",
    Payment: "order_id kind amount method reference at by_email",
    Shipment: "order_id carrier tracking units at by_email",
    Relation: "child_id parent_id root_id kind_id reason_id line_map signature actor_id "
    "actor_email created_at",
    Note: "order_id kind text is_system facts author_id author_email at",
    Event: "at kind subject_kind subject_id sequence actor_id actor_email door data",
    Document: "place order_id text notes",
}


class Pile:
    """Rows by table, written together."""

    def __init__(self) -> None:
        self.rows: defaultdict[type[models.Model], list[Row]] = defaultdict(list)
        self._sequences: defaultdict[int, int] = defaultdict(int)
        self.lines = 0

    def add(self, model: type[models.Model], *values: object) -> None:
        self.rows[model].append(values)

    def next_line(self) -> int:
        self.lines += 1
        return self.lines

    def event(
        self, at: str, kind: str, order_id: int, by: tuple[int | None, str], data: str
    ) -> None:
        """An event in its order's own numbering; `by` is the actor's id and e-mail."""
        self._sequences[order_id] += 1
        number = self._sequences[order_id]
        door = "desk" if by[0] else "import"
        self.add(Event, at, kind, "order", order_id, number, *by, door, data)

    def write(self) -> None:
        """Everything that waits, parents before what refers to them."""
        for model, columns in COLUMNS.items():
            load(model, columns.split(), self.rows[model])
        self.rows.clear()
