"""What of each table goes into a full export: every column, but for those named here.

Columns are read from the models, so that a new one is never forgotten; a table that is neither
kept nor left out by name fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

from django.db import models

from orderkin.activity.models import Event
from orderkin.client.models import Channel, ClientSettings, Company, Employee
from orderkin.customers.models import Customer, CustomerAddress
from orderkin.exports.documents import Find, Name, found, named
from orderkin.families.models import FormerLink, Kind, ReasonCode, Recipe, Relation
from orderkin.notes.models import Note
from orderkin.orders.models import Hold, Order, OrderLine, Payment, Shipment
from orderkin.products.models import KitComponent, Product, ProductFit, ProductPrice, Stock

# What a column points at, by its name.
POINTS = {
    "company_id": "company",
    "channel_id": "channel",
    "customer_id": "customer",
    "product_id": "product",
    "component_id": "product",
    "other_id": "product",
    "kind_id": "kind",
    "recipe_id": "recipe",
    "reason_id": "reason",
    "child_id": "order",
    "parent_id": "order",
    "root_id": "order",
    "kit_line_id": "line",
    "created_by_id": "employee",
    "author_id": "employee",
    "actor_id": "employee",
    "approver_id": "employee",
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column: `points` at a row that has a name, or holds a value of some `shape`."""

    attname: str
    name: str
    points: str = ""
    shape: Literal["plain", "moment", "day", "document"] = "plain"

    def out(self, value: Any, name: Name) -> Any:
        """The stored value as JSON holds it."""
        if value is None:
            return None
        if self.points:
            return name(self.points, value)
        if self.shape == "document":
            return named(value, name)
        return value if self.shape == "plain" else value.isoformat()

    def back(self, value: Any, find: Find) -> Any:
        """The value as it is stored. Raises LookupError for a name that nobody has."""
        if value is None:
            return None
        if self.points:
            known = find(self.points, value)
            if known is None:
                raise LookupError(f"{self.points} {value}")
            return known
        if self.shape == "document":
            return found(value, find)
        if self.shape == "plain":
            return value
        return (
            datetime.fromisoformat(value) if self.shape == "moment" else date.fromisoformat(value)
        )


@dataclass(frozen=True)
class Part:
    """A table and how its rows are written; `within` is the column that says whose they are."""

    model: type[models.Model]
    within: str = ""
    without: frozenset[str] = frozenset()
    only: frozenset[str] = frozenset()

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        fields = self.model._meta.concrete_fields
        skipped = {"id", self.within, *self.without}
        kept = [f for f in fields if f.attname not in skipped]
        return tuple(_column(f) for f in kept if not self.only or f.attname in self.only)

    @cached_property
    def attnames(self) -> tuple[str, ...]:
        """What is read of each row."""
        own = ["id"] if self.model._meta.pk and self.model._meta.pk.attname == "id" else []
        return (*own, *([self.within] if self.within else []), *(c.attname for c in self.columns))

    def out(self, row: Mapping[str, Any], name: Name) -> dict[str, Any]:
        """A stored row as JSON holds it."""
        return {c.name: c.out(row[c.attname], name) for c in self.columns}

    def back(self, body: Mapping[str, Any], find: Find) -> dict[str, Any]:
        """A row ready to be stored; what an older file does not say gets its default.

        Raises LookupError for a name nobody has, and for a column nobody knows.
        """
        known = {c.name: c for c in self.columns}
        return {known[name].attname: known[name].back(body[name], find) for name in body}


def _column(field: Any) -> Column:
    name = field.attname.removesuffix("_id")
    if field.attname in POINTS:
        return Column(field.attname, name, points=POINTS[field.attname])
    if isinstance(field, models.JSONField):
        return Column(field.attname, name, shape="document")
    if isinstance(field, models.DateTimeField):
        return Column(field.attname, name, shape="moment")
    return Column(
        field.attname, name, shape="day" if isinstance(field, models.DateField) else "plain"
    )


# Of people only what is named: a password, a PIN or a token never leaves the desk.
PEOPLE = frozenset({
    "email", "name", "role", "zone", "locale", "theme", "favourite_actions", "is_active",
    "invited_at", "retired_at",
})  # fmt: skip

SETTINGS = Part(ClientSettings)
COMPANY, CHANNEL = Part(Company), Part(Channel)
EMPLOYEE = Part(Employee, only=PEOPLE)
REASON, KIND = Part(ReasonCode), Part(Kind)
# A recipe's companies are a list of ids, named by hand.
RECIPE = Part(Recipe, without=frozenset({"company_ids"}))
PRODUCT = Part(Product)
PRICE = Part(ProductPrice, within="product_id")
STOCK = Part(Stock, within="product_id")
COMPONENT = Part(KitComponent, within="kit_id")
FIT = Part(ProductFit, within="product_id")
CUSTOMER = Part(Customer)
ADDRESS = Part(CustomerAddress, within="customer_id")
ORDER = Part(Order)
LINE = Part(OrderLine, within="order_id")
PAYMENT = Part(Payment, within="order_id")
SHIPMENT = Part(Shipment, within="order_id")
HOLD = Part(Hold, within="order_id")
NOTE = Part(Note, within="order_id")
RELATION, FORMER = Part(Relation), Part(FormerLink)
EVENT = Part(Event, within="subject_id", without=frozenset({"subject_kind"}))

# What hangs on an order, under the name it has in the file.
OF_ORDER = {
    "lines": LINE,
    "payments": PAYMENT,
    "shipments": SHIPMENT,
    "holds": HOLD,
    "notes": NOTE,
}
KEPT = (
    SETTINGS, COMPANY, CHANNEL, EMPLOYEE, REASON, KIND, RECIPE, PRODUCT, PRICE, STOCK, COMPONENT,
    FIT, CUSTOMER, ADDRESS, ORDER, LINE, PAYMENT, SHIPMENT, HOLD, NOTE, RELATION, FORMER,
    EVENT,
)  # fmt: skip
