"""What the measuring process knows of a filled database, without asking Django itself."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.limits.known import SignedIn


@dataclass(frozen=True, slots=True)
class Ready:
    """A database that can be measured.

    `lines` are (order number, line id) of orders that may have a related order; `exact` and
    `fragments` are texts to search for.
    """

    orders: int
    token: str
    signed_in: SignedIn
    lines: tuple[tuple[str, int], ...]
    exact: tuple[str, ...]
    fragments: tuple[str, ...]

    @property
    def session(self) -> str:
        return self.signed_in.session

    def write(self, file: Path) -> None:
        file.write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, file: Path) -> Ready:
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        return cls(
            orders=kept["orders"],
            token=kept["token"],
            signed_in=SignedIn(**kept["signed_in"]),
            lines=tuple((number, line) for number, line in kept["lines"]),
            exact=tuple(kept["exact"]),
            fragments=tuple(kept["fragments"]),
        )
