"""Names in place of ids inside JSON documents: units, line maps, what events say (pure).

A row's id means nothing on another desk. Where a document names a row by id, the export has
`{"@": "name"}` instead, and the import finds the row of that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

# The keys under which stored documents name rows by id.
POINTERS = {
    "line": "line",
    "child_line": "line",
    "parent_line": "line",
    "note": "note",
    "kind_id": "kind",
    "recipe_id": "recipe",
    "reason_id": "reason",
    "actor_id": "employee",
    "approver_id": "employee",
}
MARK = "@"
# A document that looks like a name already.
_TEXT = "text"

Name = Callable[[str, int], str | None]
Find = Callable[[str, str], int | None]


def pointed_at(document: Any, kind: str) -> Iterator[int]:
    """Every id of this kind that a document names."""
    if isinstance(document, dict):
        for key, value in document.items():
            if POINTERS.get(key) == kind and _is_id(value):
                yield value
            else:
                yield from pointed_at(value, kind)
    elif isinstance(document, list):
        for value in document:
            yield from pointed_at(value, kind)


def named(document: Any, name: Name) -> Any:
    """The document with names for ids; a row that is gone has the empty name."""
    if isinstance(document, dict):
        if _marked(document):
            return {MARK: f"{_TEXT} {document[MARK]}"}
        return {
            key: {MARK: _whole(POINTERS[key], name(POINTERS[key], value))}
            if key in POINTERS and _is_id(value)
            else named(value, name)
            for key, value in document.items()
        }
    if isinstance(document, list):
        return [named(value, name) for value in document]
    return document


def names_in(document: Any) -> Iterator[tuple[str, str]]:
    """Every (kind, name) that an exported document holds."""
    if isinstance(document, dict):
        marked = _marked(document)
        if marked:
            yield from () if marked[0] == _TEXT else (marked,)
        else:
            for value in document.values():
                yield from names_in(value)
    elif isinstance(document, list):
        for value in document:
            yield from names_in(value)


def found(document: Any, find: Find) -> Any:
    """The document with ids for names again; 0, which no row has, for what is gone."""
    if isinstance(document, dict):
        marked = _marked(document)
        if marked:
            return {MARK: marked[1]} if marked[0] == _TEXT else find(*marked) or 0
        return {key: found(value, find) for key, value in document.items()}
    if isinstance(document, list):
        return [found(value, find) for value in document]
    return document


def _is_id(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _whole(kind: str, name: str | None) -> str:
    return f"{kind} {name}" if name else f"{kind} "


def _marked(document: dict[str, Any]) -> tuple[str, str] | None:
    mark = document.get(MARK)
    if len(document) != 1 or not isinstance(mark, str):
        return None
    kind, _space, name = mark.partition(" ")
    return kind, name
