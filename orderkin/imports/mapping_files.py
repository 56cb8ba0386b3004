"""A mapping that somebody brings as a file: JSON, checked before anything is read with it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import MISSING, fields
from typing import Any

from orderkin.imports.mapping import FIELDS, Join, Mapping

LARGEST = 200_000


class NotAMapping(ValueError):
    """The file is no mapping; its text says where."""


def mapping_document(raw: bytes) -> dict[str, Any]:
    """The document in a mapping's file. Raises NotAMapping."""
    if len(raw) > LARGEST or b"\\u0000" in raw:
        raise NotAMapping("size")
    try:
        document = json.loads(raw)
    except (ValueError, RecursionError) as wrong:
        raise NotAMapping("json") from wrong
    _check(document, Mapping, "mapping")
    for join in document.get("joins", ()):
        _check(join, Join, "joins")
    unknown = {pair[0] for pair in document["columns"]} - set(FIELDS)
    if unknown:
        raise NotAMapping(", ".join(sorted(unknown)))
    told: dict[str, Any] = document
    return told


def _check(document: object, shape: type[Any], place: str) -> None:
    """Every value is what the shape holds there; what must be there is."""
    if not isinstance(document, dict):
        raise NotAMapping(place)
    for field in fields(shape):
        value = document.get(field.name, MISSING)
        if value is MISSING and field.default is MISSING:
            raise NotAMapping(field.name)
        if value is not MISSING and not _holds(field.name, str(field.type), value):
            raise NotAMapping(field.name)


def _holds(name: str, kind: str, value: object) -> bool:
    if kind == "bool":
        return isinstance(value, bool)
    if not kind.startswith("tuple"):
        return isinstance(value, str) and len(value) <= 200
    if not isinstance(value, list):
        return False
    if name == "joins":
        return True
    if "tuple[tuple" in kind:
        return all(isinstance(pair, list) and len(pair) == 2 and _texts(pair) for pair in value)
    return _texts(value)


def _texts(values: Iterable[object]) -> bool:
    return all(isinstance(value, str) for value in values)
