"""A mapping that somebody brings as a file: JSON, checked before anything is read with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Any, get_args

from orderkin.imports.dates import is_zone
from orderkin.imports.mapping import FIELDS, CodeRole, Join, Mapping
from orderkin.imports.readers.catalogue import PARTS, PRODUCTS, CatalogueMapping
from orderkin.lib.money import is_currency

LARGEST = 200_000


class NotAMapping(ValueError):
    """The file is no mapping: `code` says why, `field` where, `text` what stands there."""

    def __init__(self, code: str, field: str = "", text: str = "") -> None:
        super().__init__(code)
        self.code, self.field, self.text = code, field, text


def mapping_document(raw: bytes) -> dict[str, Any]:
    """The document in a mapping's file. Raises NotAMapping."""
    document = _read(raw)
    _check(document, Mapping)
    for place, join in enumerate(document.get("joins", ()), start=1):
        _check(join, Join, f"joins {place}: ")
    _know(document, "columns", FIELDS)
    roles = {role for _code, role in document.get("codes", ())} - set(get_args(CodeRole))
    if roles:
        raise NotAMapping("mapping_unknown", "codes", ", ".join(sorted(roles)))
    _exist(document)
    return document


def catalogue_document(raw: bytes) -> dict[str, Any]:
    """The document in a file that says how a catalogue is read. Raises NotAMapping."""
    document = _read(raw)
    _check(document, CatalogueMapping)
    _know(document, "products", PRODUCTS)
    _know(document, "parts", PARTS)
    _have(document, "products", ("sku",))
    if document.get("parts"):
        _have(document, "parts", ("kit", "part"))
    _exist(document)
    return document


def _read(raw: bytes) -> dict[str, Any]:
    if len(raw) > LARGEST or b"\\u0000" in raw:
        raise NotAMapping("mapping_too_large")
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as wrong:
        raise NotAMapping("mapping_not_json") from wrong
    if not isinstance(document, dict):
        raise NotAMapping("mapping_no_object")
    return document


def _check(document: object, shape: type[Any], place: str = "") -> None:
    """Every value is what the shape holds there; what must be there is."""
    if not isinstance(document, dict):
        raise NotAMapping("mapping_wrong", place.removesuffix(": "))
    for field in fields(shape):
        value = document.get(field.name, MISSING)
        if value is MISSING and field.default is MISSING:
            raise NotAMapping("mapping_lacks", f"{place}{field.name}")
        if value is not MISSING and not _holds(field.name, str(field.type), value):
            raise NotAMapping("mapping_wrong", f"{place}{field.name}")


def _holds(name: str, kind: str, value: object) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if kind.startswith("Literal"):
        return isinstance(value, str) and repr(value) in kind
    if not kind.startswith(("tuple", "Columns")):
        return isinstance(value, str) and len(value) <= 200
    if not isinstance(value, list):
        return False
    if name == "joins":
        return True
    if kind == "tuple[str, str]":
        return len(value) == 2 and _texts(value)
    if kind == "Columns" or "tuple[tuple" in kind:
        return all(isinstance(pair, list) and len(pair) == 2 and _texts(pair) for pair in value)
    return _texts(value)


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)


def _know(document: dict[str, Any], field: str, meanings: Iterable[str]) -> None:
    unknown = {pair[0] for pair in document.get(field, ())} - set(meanings)
    if unknown:
        raise NotAMapping("mapping_unknown", field, ", ".join(sorted(unknown)))


def _have(document: dict[str, Any], field: str, meanings: Iterable[str]) -> None:
    told = {pair[0] for pair in document[field]}
    for meaning in meanings:
        if meaning not in told:
            raise NotAMapping("mapping_lacks", f"{field}: {meaning}")


def _exist(document: dict[str, Any]) -> None:
    """A currency and a zone that a mapping names are real ones."""
    currency, zone = document.get("currency", ""), document.get("zone", "")
    if currency and not is_currency(currency):
        raise NotAMapping("mapping_unknown", "currency", currency)
    if zone and not is_zone(zone):
        raise NotAMapping("mapping_unknown", "zone", zone)
