"""JSON files of orders: each object to the reader that knows it, Amazon's halves put together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any, ClassVar

from orderkin.imports.documents import Document, documents
from orderkin.imports.problems import CannotRead, ImportProblem, Spans, Unreadable, spans, told
from orderkin.imports.readers import amazon_api, shopify_json, woocommerce_json
from orderkin.imports.rows import FileFacts, ImportedOrder, Read

_ONE_BY_ONE = (shopify_json, woocommerce_json)
_READERS: tuple[Any, ...] = (*_ONE_BY_ONE, amazon_api)


@dataclass(frozen=True, slots=True)
class OpenedDocuments:
    """A JSON file whose objects a reader knows."""

    path: Path
    facts: FileFacts
    name: str
    label: str
    channel: str

    # A set is laid out by a mapping of tables; these files come one at a time.
    main_file: ClassVar[str] = ""

    @property
    def warnings(self) -> tuple[ImportProblem, ...]:
        return self.facts.warnings

    def read(self) -> Iterator[Read]:
        """Every order or addition in file order; Amazon's orders once their items are known."""
        halves = _Halves()
        for document in documents(self.path, self.facts.encoding):
            if amazon_api.fits(document.value):
                halves.add(document)
            else:
                yield _read(document)
        yield from halves.read()


def open_documents(path: Path, facts: FileFacts) -> OpenedDocuments:
    """Recognise a JSON file by its first objects. Raises CannotRead: not_orders, not_json."""
    first = list(islice(documents(path, facts.encoding), 50))
    for document in first:
        for reader in _READERS:
            if reader.fits(document.value):
                return OpenedDocuments(path, facts, reader.NAME, reader.LABEL, reader.CHANNEL)
    names = ", ".join(sorted(first[0].value)[:8]) if first else ""
    raise CannotRead("not_orders", line=first[0].line if first else 0, names=names)


def _read(document: Document) -> Read:
    lines = ((document.line, document.last_line),)
    reader = next((one for one in _ONE_BY_ONE if one.fits(document.value)), None)
    if reader is None:
        return ImportProblem("not_an_order", document.line, "", (), "skipped", "", lines)
    return _placed(lambda: reader.read(document.value), _number(document.value), lines)


def _number(value: dict[str, Any]) -> str:
    return str(value.get("name") or value.get("number") or value.get("AmazonOrderId") or "")[:80]


def _placed(read: Any, number: str, lines: Spans) -> Read:
    try:
        found: Read = read()
    except Unreadable as wrong:
        return ImportProblem(
            wrong.code, lines[0][0], wrong.column, wrong.values, "refused", number, lines
        )
    if isinstance(found, ImportProblem):
        return found
    if not isinstance(found, ImportedOrder):
        return replace(found, source_lines=lines)
    warnings = tuple(
        replace(one, line=lines[0][0], number=found.number, lines=lines) for one in found.warnings
    )
    return replace(found, source_lines=lines, warnings=warnings)


class _Halves:
    """Amazon orders and the items that other answers brought."""

    def __init__(self) -> None:
        self.orders: dict[str, dict[str, Any]] = {}
        self.items: dict[str, dict[str, dict[str, Any]]] = {}
        self.lines: dict[str, list[tuple[int, int]]] = {}

    def add(self, document: Document) -> None:
        value = document.value
        number = str(value["AmazonOrderId"])
        self.lines.setdefault(number, []).append((document.line, document.last_line))
        if value.get("is_item"):
            key = str(value.get("OrderItemId", len(self.items)))
            known = self.items.setdefault(number, {})
            known[key] = {**known.get(key, {}), **value}
        else:
            # The same order may be answered twice; the fuller answer adds to the first.
            self.orders[number] = {**self.orders.get(number, {}), **value}

    def _items(self, number: str) -> list[dict[str, Any]]:
        """Items proper; answers about gift texts alone name items but no quantity."""
        return [one for one in self.items.get(number, {}).values() if "QuantityOrdered" in one]

    def read(self) -> Iterator[Read]:
        for number, lines in self.lines.items():
            span = spans(lines)
            order, items = self.orders.get(number), self._items(number)
            if order is None:
                figures = told(number=number)
                yield ImportProblem(
                    "order_missing", span[0][0], "AmazonOrderId", figures, "refused", number, span
                )
            else:
                yield _placed(_later(order, items), number, span)


def _later(order: dict[str, Any], items: list[dict[str, Any]]) -> Any:
    return lambda: amazon_api.read(order, items)
