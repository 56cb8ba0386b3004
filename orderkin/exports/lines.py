"""The file of a full export: JSON Lines, one record a line, sealed by its last line (pure).

The first line says what the file is, the last how many records of each kind came before it and
the SHA-256 of the bytes between the two; a file that was cut off or changed does not fit its seal.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FORMAT = 1
BEGINNING = "orderkin_export"
END = "end"
# In the order in which they stand in the file: what is named comes before what names it.
KINDS = (
    "settings", "company", "channel", "employee", "reason", "kind", "recipe", "product", "parts",
    "customer", "order", "relation", "former_link", "history",
)  # fmt: skip
_KIND = re.compile(rb'\{"([a-z_]{1,40})":\{')


@dataclass
class Seal:
    """What was written or read so far, counted and digested."""

    counts: Counter[str] = field(default_factory=Counter)
    digest: Any = field(default_factory=hashlib.sha256)

    def add(self, kind: str, line: bytes) -> bytes:
        """One record more."""
        self.counts[kind] += 1
        self.digest.update(line)
        return line

    def body(self) -> dict[str, Any]:
        """What the last line says."""
        return {"records": dict(sorted(self.counts.items())), "sha256": self.digest.hexdigest()}


def record(kind: str, body: Mapping[str, Any]) -> bytes:
    """One line. Keys are sorted, so that the same rows are the same bytes."""
    text = json.dumps({kind: body}, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return f"{text}\n".encode()


def read(line: bytes) -> tuple[str, Any]:
    """Kind and body of a line. Raises ValueError for anything that is no record."""
    whole = json.loads(line)
    if not isinstance(whole, dict) or len(whole) != 1:
        raise ValueError("not one record")
    ((kind, body),) = whole.items()
    if not isinstance(body, dict):
        raise ValueError("no body")  # noqa: TRY004  # one kind of mistake for the reader
    return kind, body


def kind_of(line: bytes) -> str:
    """The kind of a record, from its beginning. Raises ValueError for anything that is none."""
    found = _KIND.match(line)
    if found is None:
        raise ValueError("not a record")
    return found[1].decode()


def begins_one(head: bytes) -> bool:
    """Whether a file that begins so is a full export."""
    return head.removeprefix(b"\xef\xbb\xbf").startswith(f'{{"{BEGINNING}":'.encode())
