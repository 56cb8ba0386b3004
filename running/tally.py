"""Counting what passed, what failed and what was skipped, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

ONE_DATABASE = "only on "
"""A test that makes sense on one database says so with these words; it misses nothing."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many passed, how many failed; what was not tried, by the reason given."""

    passed: int = 0
    failed: int = 0
    skipped: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped
        )


def read_report(file: Path, exit_code: int) -> Tally:
    """The sums of a JUnit report; a run that ended badly without saying why is one failure."""
    try:
        root = ElementTree.parse(file).getroot()
    except (OSError, ElementTree.ParseError):
        return Tally(failed=1)
    passed = failed = 0
    skipped: Counter[str] = Counter()
    for case in root.iter("testcase"):
        skip = case.find("skipped")
        if case.find("failure") is not None or case.find("error") is not None:
            failed += 1
        elif skip is None:
            passed += 1
        elif not skip.get("message", "").startswith(ONE_DATABASE):
            skipped[skip.get("message", "")] += 1
    tally = Tally(passed, failed, skipped)
    return tally if failed or exit_code == 0 else tally + Tally(failed=1)
