"""Which column means what. A mapping is data: shipped with a reader, or saved by an employee."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as Dict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal

from orderkin.imports.problems import CannotRead
from orderkin.imports.tables import heading

Kind = Literal["text", "amount", "quantity", "date", "word", "flag"]
Scope = Literal["order", "line"]

HOMES = ("billing", "shipping_to")
# Every meaning a column can have: what it holds, and whether it speaks of the order or the line.
FIELDS: dict[str, tuple[Kind, Scope]] = {
    "number": ("text", "order"),
    "channel_id": ("text", "order"),
    "channel_name": ("text", "order"),
    "placed_at": ("date", "order"),
    "paid_at": ("date", "order"),
    "shipped_at": ("date", "order"),
    "canceled_at": ("date", "order"),
    "currency": ("text", "order"),
    "subtotal": ("amount", "order"),
    "shipping": ("amount", "order"),
    "tax": ("amount", "order"),
    "discount": ("amount", "order"),
    "total": ("amount", "order"),
    "refunded": ("amount", "order"),
    "outstanding": ("amount", "order"),
    "state": ("word", "order"),
    "payment_state": ("word", "order"),
    "shipping_state": ("word", "order"),
    "tax_included": ("flag", "order"),
    "payment_method": ("text", "order"),
    "payment_reference": ("text", "order"),
    "shipping_method": ("text", "order"),
    "carrier": ("text", "order"),
    "tracking": ("text", "order"),
    "note": ("text", "order"),
    "service_note": ("text", "order"),
    "customer_note": ("text", "order"),
    "tags": ("text", "order"),
    "replaces": ("text", "order"),
    "cancels": ("text", "order"),
    "customer_key": ("text", "order"),
    "customer_name": ("text", "order"),
    "customer_email": ("text", "order"),
    "customer_phone": ("text", "order"),
    "customer_business": ("text", "order"),
    **{f"{place}_{part}": ("text", "order")
       for place in HOMES
       for part in ("name", "business", "line1", "line2", "postcode", "city", "region", "country",
                    "phone")},
    "payment_amount": ("amount", "line"),
    "line_key": ("text", "line"),
    "sku": ("text", "line"),
    "name": ("text", "line"),
    "variant": ("text", "line"),
    "quantity": ("quantity", "line"),
    "unit_price": ("amount", "line"),
    "line_total": ("amount", "line"),
    "list_price": ("amount", "line"),
    "line_discount": ("amount", "line"),
    "discount_rate": ("quantity", "line"),
    "line_tax": ("amount", "line"),
    "line_shipping": ("amount", "line"),
    "line_shipping_tax": ("amount", "line"),
    "line_state": ("word", "line"),
    "returned": ("quantity", "line"),
    "ships": ("flag", "line"),
}  # fmt: skip

CodeRole = Literal["shipping", "discount", "charge"]


@dataclass(frozen=True, slots=True)
class Mapping:
    """How one layout is read.

    `columns` are (field, header); several headers for one text field are joined, for one amount
    added. `needs` are headers whose presence recognises the layout. `line_total_is` says whether
    that column comes after the line's discount. `paid` is `column` (the file tells) or `always`
    (a marketplace that only hands over paid orders). `codes` give product codes another role.
    """

    name: str
    label: str
    channel: str
    columns: tuple[tuple[str, str], ...]
    needs: tuple[str, ...] = ()
    zone: str = ""
    date_order: str = ""
    decimal_mark: str = ""
    currency: str = ""
    line_total_is: Literal["before_discount", "after_discount"] = "after_discount"
    tax_included: Literal["no", "yes", "detect"] = "no"
    order_amounts: Literal["once", "add"] = "once"
    paid: Literal["column", "always"] = "column"
    subtotal_rules: bool = False
    cancels_prefix: str = ""
    codes: tuple[tuple[str, CodeRole], ...] = ()
    words: tuple[tuple[str, str], ...] = ()
    joins: tuple[Join, ...] = ()

    def document(self) -> dict[str, Any]:
        """The mapping as JSON, to be saved."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Join:
    """A second file of the same set: its rows belong to rows whose `to` column equals `key`.

    `adds` is what a row of it is: `lines` of the order, `payments`, or more columns (`columns`).
    """

    needs: tuple[str, ...]
    key: str
    to: str
    adds: Literal["lines", "payments", "columns"] = "columns"
    prefix: str = ""


def read_document(document: Dict[str, Any]) -> Mapping:
    """A saved mapping; unknown keys are ignored so that an older save still opens."""
    known = {f.name for f in fields(Mapping)}
    values = {name: _frozen(value) for name, value in document.items() if name in known}
    values["joins"] = tuple(
        Join(**{name: _frozen(value) for name, value in join.items()})
        for join in document.get("joins", ())
    )
    return Mapping(**values)


def _frozen(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return tuple(_frozen(one) for one in value)
    return value


def fingerprint(header: Sequence[str]) -> str:
    """What a header is recognised by next time: its names, in any order, spelling aside."""
    names = "\n".join(sorted(heading(name) for name in header))
    return hashlib.sha256(names.encode()).hexdigest()[:32]


# What an order's row holds and a footer, a title or a description does not.
_TELLING = ("placed_at", "quantity", "unit_price", "line_total", "total", "subtotal", "sku",
            "customer_email", "list_price")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Bound:
    """A mapping laid over one header: for each field, the positions of its columns.

    `telling` are the positions of what tells a row of an order from a footer or a title; `homes`
    the addresses (billing, shipping_to) of which any column is there.
    """

    mapping: Mapping
    header: tuple[str, ...]
    positions: dict[str, tuple[int, ...]]
    telling: tuple[int, ...]
    homes: frozenset[str]

    def column(self, field: str) -> str:
        """The header of the field's first column, to be named in a verdict."""
        found = self.positions.get(field)
        return self.header[found[0]] if found else ""

    def has(self, field: str) -> bool:
        return field in self.positions


def bind(mapping: Mapping, header: Sequence[str]) -> Bound:
    """Find the mapping's columns in a header. Raises CannotRead: column_missing.

    A mapping without any column for the order number makes an order of each row.
    """
    places = {heading(name): index for index, name in reversed(list(enumerate(header)))}
    positions: dict[str, tuple[int, ...]] = {}
    for field, name in mapping.columns:
        index = places.get(heading(name))
        if index is not None:
            positions[field] = (*positions.get(field, ()), index)
        elif field == "number":
            raise CannotRead("column_missing", column=name)
    telling = tuple(index for field in _TELLING for index in positions.get(field, ()))
    homes = frozenset(
        home for home in HOMES if any(field.startswith(f"{home}_") for field in positions)
    )
    return Bound(mapping, tuple(header), positions, telling, homes)


def fits(mapping: Mapping, header: Sequence[str]) -> bool:
    """Whether every column that recognises this layout is there."""
    names = {heading(name) for name in header}
    return bool(mapping.needs) and all(heading(name) in names for name in mapping.needs)
