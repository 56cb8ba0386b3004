"""The table that is printed and kept: what was reached, beside what was possible."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from running.interpreter import plainly_built

RESULTS = Path(__file__).parent / "results"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. `limit` is the machine's own in the same minute; `reached` judges the target."""

    work: str
    figure: str
    limit: str = ""
    ratio: str = ""
    target: str = ""
    reached: bool | None = None

    @property
    def verdict(self) -> str:
        return {True: "yes", False: "NO", None: ""}[self.reached]


HEAD = Row("work", "figure", "limit", "ratio", "target")


def lines(rows: Sequence[Row]) -> list[str]:
    """The rows as a Markdown table."""
    cells = [_cells(HEAD, "reached"), *(_cells(row, row.verdict) for row in rows)]
    widths = [max(len(row[place]) for row in cells) for place in range(len(cells[0]))]
    told = [_line(row, widths) for row in cells]
    told.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return told


def _cells(row: Row, last: str) -> tuple[str, ...]:
    return row.work, row.figure, row.limit, row.ratio, row.target, last


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = (cell.ljust(width) for cell, width in zip(cells, widths, strict=True))
    return "| " + " | ".join(padded) + " |"


def keep(rows: Sequence[Row], asked: dict[str, object]) -> Path:
    """Write the rows, and what machine and settings they come from, to a file of their own."""
    RESULTS.mkdir(exist_ok=True)
    now = datetime.now(UTC)
    told = {
        "at": now.isoformat(timespec="seconds"),
        "asked": asked,
        "machine": {
            "processors": os.cpu_count(),
            "load_before_and_after": [round(x, 2) for x in os.getloadavg()],
            "system": platform.platform(),
            "python": platform.python_version(),
            "python_plainly_built": plainly_built(),
        },
        "rows": [asdict(row) for row in rows],
    }
    file = RESULTS / f"{now:%Y-%m-%d-%H%M%S}.json"
    file.write_text(json.dumps(told, indent=1, ensure_ascii=False), encoding="utf-8")
    return file
