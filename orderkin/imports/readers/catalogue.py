"""Product catalogues and bills of materials: kits with parts, nested, each part with its dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from orderkin.imports.amounts import read_amount, read_quantity
from orderkin.imports.dates import read_date
from orderkin.imports.problems import CannotRead, ImportProblem, Unreadable, told
from orderkin.imports.tables import Row, Rows, heading, plain

Columns = tuple[tuple[str, str], ...]
# Every meaning a column can have, of a product's row and of a part's.
PRODUCTS = ("key", "sku", "name", "price", "cost", "barcode")
PARTS = ("kit", "part", "quantity", "from", "until")


@dataclass(frozen=True, slots=True)
class CatalogueMapping:
    """Which columns hold what, as data.

    `products` maps key, sku, name, price, cost, barcode; `parts` maps kit, part, quantity, from,
    until, where kit and part are product keys. Only rows whose column `only[0]` says `only[1]`
    count, for files that mix data with descriptions.
    """

    name: str
    currency: str
    products: Columns
    parts: Columns = ()
    only: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class CatalogueProduct:
    """A product of the catalogue; price and cost as written, exact to the file."""

    key: str
    sku: str
    name: str
    price: str = ""
    cost: str = ""
    barcode: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True)
class CataloguePart:
    """`quantity` of the product `part` in one `kit`, between two dates."""

    kit: str
    part: str
    quantity: int
    valid_from: date | None = None
    valid_until: date | None = None
    line: int = 0


def catalogue_mapping(document: Mapping[str, Any]) -> CatalogueMapping:
    """A mapping kept as JSON."""
    known = {field.name for field in fields(CatalogueMapping)}
    values: dict[str, Any] = {}
    for name, value in document.items():
        if name in known:
            nested = isinstance(value, list)
            values[name] = (
                tuple(tuple(one) if isinstance(one, list) else one for one in value)
                if nested
                else value
            )
    return CatalogueMapping(**values)


def read_products(
    table: Rows, mapping: CatalogueMapping
) -> Iterator[CatalogueProduct | ImportProblem]:
    """Every product row, or why it is none."""
    places = _places(table, mapping.products, mapping.only)
    for row in table.rows():
        if _counts(row, places, mapping):
            yield _told(row, places, _product)


def read_parts(table: Rows, mapping: CatalogueMapping) -> Iterator[CataloguePart | ImportProblem]:
    """Every part row; a row without a kit only says that a product is sold by itself."""
    if not mapping.parts:
        raise CannotRead("mapping_lacks", file=mapping.name, field="parts")
    places = _places(table, mapping.parts, mapping.only)
    for row in table.rows():
        if _counts(row, places, mapping):
            yield _told(row, places, _part)


def _places(table: Rows, columns: Columns, only: tuple[str, str]) -> dict[str, int]:
    index = {heading(name): n for n, name in enumerate(table.header)}
    places = {}
    for field, name in (*columns, *((("only", only[0]),) if only[0] else ())):
        if heading(name) not in index:
            raise CannotRead("column_missing", column=name)
        places[field] = index[heading(name)]
    return places


def _counts(row: Row, places: Mapping[str, int], mapping: CatalogueMapping) -> bool:
    if row.blank and not row.formulas:
        return False
    return "only" not in places or _cell(row, places, "only") == mapping.only[1]


def _cell(row: Row, places: Mapping[str, int], field: str) -> str:
    place = places.get(field)
    return plain(row.cells[place]) if place is not None and place < len(row.cells) else ""


def _told(row: Row, places: Mapping[str, int], read: Any) -> Any:
    try:
        for field, place in places.items():
            if place in row.formulas:
                raise Unreadable("formula_without_value", line=row.line, column=field)
        return read(row, places)
    except Unreadable as wrong:
        lines = ((row.line, row.last_line),)
        return ImportProblem(wrong.code, row.line, wrong.column, wrong.values, "refused", "", lines)


def _product(row: Row, places: Mapping[str, int]) -> CatalogueProduct:
    sku = _cell(row, places, "sku")
    if not sku:
        raise Unreadable("sku_missing", line=row.line)
    for field in ("price", "cost"):
        if _cell(row, places, field):
            read_amount(_cell(row, places, field), ".")
    return CatalogueProduct(
        key=_cell(row, places, "key") or sku,
        sku=sku[:80],
        name=(_cell(row, places, "name") or sku)[:300],
        price=_cell(row, places, "price"),
        cost=_cell(row, places, "cost"),
        barcode=_cell(row, places, "barcode")[:40],
        line=row.line,
    )


def _part(row: Row, places: Mapping[str, int]) -> CataloguePart | ImportProblem:
    kit, part = _cell(row, places, "kit"), _cell(row, places, "part")
    if not kit:
        lines = ((row.line, row.last_line),)
        return ImportProblem("no_kit", row.line, "", (), "skipped", part, lines)
    count = read_quantity(_cell(row, places, "quantity") or "1")
    if count <= 0 or count != int(count):
        raise Unreadable("not_a_quantity", line=row.line, column="quantity", text=count)
    first, last = _day(row, places, "from"), _day(row, places, "until")
    if first and last and last < first:
        raise Unreadable("dates_reversed", line=row.line, column="until", text=last)
    return CataloguePart(kit, part, int(count), first, last, row.line)


def _day(row: Row, places: Mapping[str, int], field: str) -> date | None:
    text = _cell(row, places, field)
    return read_date(text).date() if text else None


def closing(edges: Mapping[int, set[int]], new: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Of `new` (kit, part) pairs, those with which a kit would contain itself, however deep.

    `edges` are all pairs, those that are here already and the new ones.
    """
    reached: dict[int, set[int]] = {}

    def within(start: int) -> set[int]:
        if start not in reached:
            found: set[int] = set()
            left = [start]
            while left:
                fresh = edges.get(left.pop(), set()) - found
                found |= fresh
                left.extend(fresh)
            reached[start] = found
        return reached[start]

    return {(kit, part) for kit, part in new if kit == part or kit in within(part)}


def problem(code: str, line: int, **values: object) -> ImportProblem:
    """A refusal of one catalogue row."""
    return ImportProblem(code, line, "", told(**values), "refused", "", ((line, line),))
