"""Rows by names that mean the same on every desk, in both directions."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models
from django.db.models import Max

from orderkin.client.models import Channel, Company, Employee
from orderkin.customers.models import Customer
from orderkin.families.models import Kind, ReasonCode, Recipe
from orderkin.notes.models import Note
from orderkin.orders.models import Order, OrderLine
from orderkin.products.models import Product

# Few rows, known all the time, by the column that names them.
FEW: dict[str, tuple[type[models.Model], str]] = {
    "company": (Company, "name"),
    "channel": (Channel, "name"),
    "employee": (Employee, "email"),
    "kind": (Kind, "code"),
    "recipe": (Recipe, "code"),
    "reason": (ReasonCode, "code"),
}
_AT_ONCE = 900


class Names:
    """From ids to names. A customer's name is their place among all customers, from 1.

    Products, orders, lines and notes are learned a slice at a time and forgotten with `forget`.
    """

    def __init__(self) -> None:
        self._few = {
            kind: dict(model._default_manager.order_by("pk").values_list("pk", name))
            for kind, (model, name) in FEW.items()
        }
        ids = Customer.objects.order_by("pk").values_list("pk", flat=True)
        self._customers = array("q", ids.iterator(chunk_size=5000))
        self._slice: dict[str, dict[int, str]] = {}

    def of(self, kind: str, row_id: int) -> str | None:
        """The name of a row, or None for one that is gone."""
        if kind == "customer":
            place = bisect_left(self._customers, row_id)
            known = place < len(self._customers) and self._customers[place] == row_id
            return str(place + 1) if known else None
        return (self._few.get(kind) or self._slice.get(kind, {})).get(row_id)

    def know(self, kind: str, names: Mapping[int, str]) -> None:
        """Names that were read anyway."""
        self._slice.setdefault(kind, {}).update(names)

    def learn_products(self, ids: Iterable[int | None]) -> None:
        """Look up the SKUs of these products."""
        for some in _portions(self._unknown("product", ids)):
            self.know("product", dict(_pairs(Product, "sku", some)))

    def learn_orders(self, ids: Iterable[int | None]) -> None:
        """Look up the numbers of these orders."""
        for some in _portions(self._unknown("order", ids)):
            self.know("order", dict(_pairs(Order, "number", some)))

    def learn_lines(self, ids: Iterable[int | None]) -> None:
        """Look up the places of these lines: order number and position."""
        for some in _portions(self._unknown("line", ids)):
            rows = OrderLine.objects.filter(pk__in=some).order_by("pk")
            places = rows.values_list("pk", "order__number", "position")
            self.know("line", {pk: line_name(number, at) for pk, number, at in places})

    def learn_notes(self, numbers: Mapping[int, str]) -> None:
        """Number the notes of these orders (id to number), each order's from 1."""
        counts: dict[int, int] = {}
        notes = Note.objects.filter(order_id__in=list(numbers)).order_by("order_id", "pk")
        for pk, order in notes.values_list("pk", "order_id"):
            counts[order] = counts.get(order, 0) + 1
            self.know("note", {pk: note_name(numbers[order], counts[order])})

    def forget(self) -> None:
        """The next slice is about other rows."""
        self._slice.clear()

    def _unknown(self, kind: str, ids: Iterable[int | None]) -> list[int]:
        known = self._slice.get(kind, {})
        return sorted({one for one in ids if one and one not in known})


class Ids:
    """From names to ids, on the desk that an export comes back to."""

    def __init__(self) -> None:
        self.customers = array("q")
        # Customers of this desk that stand for one of the file; those beyond `last_before` all do.
        self.taken: set[int] = set()
        self.last_before: int = Customer.objects.aggregate(last=Max("pk"))["last"] or 0
        self._few: dict[str, dict[str, int]] = {}
        self._slice: dict[str, dict[str, int]] = {}

    def find(self, kind: str, name: str) -> int | None:
        """The row of this name, or None."""
        if kind == "customer":
            place = int(name)
            return self.customers[place - 1] if 0 < place <= len(self.customers) else None
        if kind in FEW:
            if kind not in self._few:
                model, column = FEW[kind]
                rows = model._default_manager.order_by("pk").values_list(column, "pk")
                self._few[kind] = dict(rows)
            return self._few[kind].get(name)
        return self._slice.get(kind, {}).get(name)

    def know(self, kind: str, ids: Mapping[str, int]) -> None:
        """Ids that were written or read anyway."""
        self._slice.setdefault(kind, {}).update(ids)

    def learn_products(self, skus: Iterable[str | None]) -> None:
        """Look up the products of these SKUs."""
        for some in _portions(sorted({sku for sku in skus if sku})):
            self.know("product", dict(_found(Product, "sku", some)))

    def learn_orders(self, numbers: Iterable[str | None]) -> None:
        """Look up the orders of these numbers."""
        for some in _portions(sorted({number for number in numbers if number})):
            self.know("order", dict(_found(Order, "number", some)))

    def learn_lines(self, names: Iterable[str]) -> None:
        """Look up lines by order number and position."""
        for some in _portions(sorted({name.rpartition("/")[0] for name in names})):
            rows = OrderLine.objects.filter(order__number__in=some).order_by("pk")
            places = rows.values_list("order__number", "position", "pk")
            self.know("line", {line_name(number, at): pk for number, at, pk in places})

    def learn_notes(self, numbers: Iterable[str]) -> None:
        """Number the notes of these orders, each order's from 1."""
        counts: dict[str, int] = {}
        notes = Note.objects.filter(order__number__in=sorted(set(numbers)))
        for number, pk in notes.order_by("order_id", "pk").values_list("order__number", "pk"):
            counts[number] = counts.get(number, 0) + 1
            self.know("note", {note_name(number, counts[number]): pk})

    def forget(self) -> None:
        """The next slice is about other rows; the few may have grown."""
        self._slice.clear()
        self._few.clear()


def line_name(number: str, position: int) -> str:
    """A line's name: its order's number and its position there."""
    return f"{number}/{position}"


def note_name(number: str, place: int) -> str:
    """A note's name: its order's number and its place among the order's notes, from 1."""
    return f"{number}/{place}"


def _pairs(model: type[models.Model], column: str, ids: list[int]) -> Iterable[tuple[int, str]]:
    rows = model._default_manager.filter(pk__in=ids).order_by("pk")
    return rows.values_list("pk", column)


def _found(model: type[models.Model], column: str, names: list[str]) -> Iterable[tuple[str, int]]:
    rows = model._default_manager.filter(**{f"{column}__in": names}).order_by("pk")
    return rows.values_list(column, "pk")


def _portions(values: list[Any]) -> Iterable[list[Any]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
