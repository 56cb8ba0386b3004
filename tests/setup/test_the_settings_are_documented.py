"""Every variable the code reads is in docs/running.md, and the page names no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ["running", "orderkin", "tests", "bench"]
MADE_UP = {"ORDERKIN_NOT_SET"}


def named_in(files: Iterable[Path]) -> set[str]:
    name = re.compile(r"ORDERKIN_[A-Z_]*[A-Z](?![A-Z_])")
    return {found for file in files for found in name.findall(file.read_text("utf-8"))} - MADE_UP


def code_files() -> list[Path]:
    return [ROOT / "run.py", *(file for name in CODE for file in (ROOT / name).rglob("*.py"))]


def test_the_page_names_exactly_the_variables_of_the_code() -> None:
    code, page = named_in(code_files()), named_in([ROOT / "docs/running.md"])
    assert sorted(code - page) == [], "not in docs/running.md"
    assert sorted(page - code) == [], "in docs/running.md, but nothing reads it"
