"""Every variable the code reads is in docs/running.md, and the page names no other."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CODE = ["run.py", "running", "orderkin", "tests", "bench"]
HERE = {"ORDERKIN_NOT_SET"}


def named_in(files: list[Path]) -> set[str]:
    found: set[str] = set()
    for file in files:
        found.update(re.findall(r"ORDERKIN_[A-Z]+(?:_[A-Z]+)*", file.read_text(encoding="utf-8")))
    return found - HERE


def code_files() -> list[Path]:
    folders = [ROOT / name for name in CODE]
    return [
        file for place in folders for file in ([place] if place.is_file() else place.rglob("*.py"))
    ]


def test_the_page_names_exactly_the_variables_of_the_code() -> None:
    code, page = named_in(code_files()), named_in([ROOT / "docs/running.md"])
    assert sorted(code - page) == [], "not in docs/running.md"
    assert sorted(page - code) == [], "in docs/running.md, but nothing reads it"
