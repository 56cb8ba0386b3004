"""Counting what passed and what failed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree


@dataclass(frozen=True, slots=True)
class Tally:
    """How many passed, how many failed."""

    passed: int = 0
    failed: int = 0

    def __add__(self, other: Tally) -> Tally:
        return Tally(self.passed + other.passed, self.failed + other.failed)


def read_report(file: Path, exit_code: int) -> Tally:
    """The sums of a JUnit report; a run that ended badly without saying why is one failure."""
    try:
        suites = list(ElementTree.parse(file).getroot().iter("testsuite"))
    except (OSError, ElementTree.ParseError):
        return Tally(failed=1)
    tests, bad, skipped = (
        sum(int(one.get(name, 0)) for one in suites for name in names)
        for names in (["tests"], ["failures", "errors"], ["skipped"])
    )
    tally = Tally(passed=max(tests - bad - skipped, 0), failed=bad)
    return tally if bad or exit_code == 0 else tally + Tally(failed=1)
