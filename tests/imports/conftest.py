"""Files to import: real ones from the shared folder, small ones written by the test."""

from __future__ import annotations

import csv
import os
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[2].parent / "shared" / "data"


@pytest.fixture
def shared() -> Callable[[str], Path]:
    """A file of the shared test data; the test is skipped by name where it is absent."""
    folder = Path(os.environ.get("ORDERKIN_SHARED_DATA", BESIDE))

    def path(name: str) -> Path:
        if not (folder / name).exists():
            pytest.skip(f"shared test data is not here: {name} (set ORDERKIN_SHARED_DATA)")
        return folder / name

    return path


@pytest.fixture
def written(tmp_path: Path) -> Callable[..., Path]:
    """A file with exactly these lines or bytes."""

    def write(content: str | bytes, name: str = "orders.csv") -> Path:
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def plain_rows(path: Path, delimiter: str = ",") -> list[dict[str, str]]:
    """The file as Python's csv module alone reads it: the yardstick, not the importer."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


def cents(text: str) -> int:
    """`12.34` as 1234, by plain arithmetic."""
    return int(Decimal(text or "0") * 100)
