"""JSON files as a stream of objects, each with the line it starts on, whatever the file's size."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from orderkin.imports.problems import CannotRead

PIECE = 1 << 18
_ENVELOPE = re.compile(r'\{\s*"(?:orders|data|Orders)"\s*:\s*(?=\[)')
# One order with a thousand lines is about 1 MB; more than this in one object is no order.
LARGEST_OBJECT = 16_000_000


@dataclass(frozen=True, slots=True)
class Document:
    """One object of the file and the physical lines it stands on."""

    line: int
    last_line: int
    value: dict[str, Any]


def documents(path: Path, encoding: str) -> Iterator[Document]:
    """The objects of a file that is one object, an array, or an array inside one object.

    `{"orders": [...]}`, `{"data": [...]}`, `{"payload": {"Orders": [...]}}` and JSON lines all
    come out as their objects. Raises CannotRead: not_json, object_too_large.
    """
    with path.open(encoding=encoding) as file:
        buffer = _Buffer(file)
        if buffer.peek() == "[" or buffer.opens_list():
            yield from _array(buffer)
            return
        while buffer.peek():
            document = buffer.take()
            inner = _inside(document.value)
            if inner is None:
                yield document
            else:
                yield from (Document(document.line, document.last_line, one) for one in inner)


def _inside(value: dict[str, Any]) -> list[dict[str, Any]] | None:
    """The list that an envelope carries, if the object is one."""
    for name in ("data", "payload", "orders", "Orders", "OrderItems", "order", "refund", "response",
                 "application/json"):  # fmt: skip
        held = value.get(name)
        if isinstance(held, list) and all(isinstance(one, dict) for one in held):
            return _tagged(held, value) if name == "OrderItems" else held
        if isinstance(held, dict):
            return _inside(held) or [held]
    return None


def _tagged(items: list[dict[str, Any]], envelope: dict[str, Any]) -> list[dict[str, Any]]:
    """Items without their order's number get it from the envelope."""
    number = envelope.get("AmazonOrderId", "")
    return [{"AmazonOrderId": number, **item, "is_item": True} for item in items]


def _array(buffer: _Buffer) -> Iterator[Document]:
    buffer.skip("[")
    while buffer.peek() != "]":
        document = buffer.take()
        inner = _inside(document.value)
        if inner is None:
            yield document
        else:
            yield from (Document(document.line, document.last_line, one) for one in inner)
        if buffer.peek() == ",":
            buffer.skip(",")
        elif buffer.peek() != "]":
            raise CannotRead("not_json", line=buffer.line)


class _Buffer:
    """Text read in pieces, decoded one object at a time."""

    def __init__(self, file: TextIO) -> None:
        self.file = file
        self.text = ""
        self.at = 0
        self.line = 1
        self.ended = False
        # Numbers stay as they were written, so that no amount ever passes through a float.
        self.decoder = json.JSONDecoder(parse_float=str, parse_constant=_refuse)

    def _more(self) -> bool:
        piece = self.file.read(max(PIECE, len(self.text) - self.at))
        self.ended = not piece
        self.text = self.text[self.at :] + piece
        self.at = 0
        return bool(piece)

    def peek(self) -> str:
        """The next character that is not space; '' at the end of the file."""
        while True:
            while self.at < len(self.text) and self.text[self.at] in " \t\r\n":
                self.line += self.text[self.at] == "\n"
                self.at += 1
            if self.at < len(self.text):
                return self.text[self.at]
            if not self._more():
                return ""

    def opens_list(self) -> bool:
        """Step into `{"orders": [` so that a long list need not be held as one object."""
        match = _ENVELOPE.match(self.text, self.at)
        if match:
            self.line += match[0].count("\n")
            self.at = match.end()
        return bool(match)

    def skip(self, mark: str) -> None:
        """Step over one mark."""
        if self.peek() != mark:
            raise CannotRead("not_json", line=self.line)
        self.at += 1

    def take(self) -> Document:
        """The next object. Raises CannotRead where the text stops being JSON."""
        self.peek()
        while True:
            try:
                value, end = self.decoder.raw_decode(self.text, self.at)
                break
            except (json.JSONDecodeError, RecursionError) as wrong:
                if len(self.text) - self.at > LARGEST_OBJECT:
                    raise CannotRead("object_too_large", line=self.line) from wrong
                if not self._more():
                    line = self.line + getattr(wrong, "lineno", 1) - 1
                    raise CannotRead("not_json", line=line) from wrong
        if not isinstance(value, dict):
            raise CannotRead("not_json", line=self.line)
        first = self.line
        self.line += self.text.count("\n", self.at, end)
        self.at = end
        return Document(first, self.line, value)


def _refuse(name: str) -> None:
    raise json.JSONDecodeError(f"{name} is not a number", name, 0)
