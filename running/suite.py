"""The whole suite, on every database at the same time."""

import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from subprocess import Popen

from running.children import end, start
from running.places import PYTHON, surroundings
from running.saying import say
from running.tally import Tally, read_report

_BLINK = 0.2


@dataclass(frozen=True, slots=True)
class Database:
    """Where the suite runs: what it is called and what tells the tests so."""

    name: str
    env: Mapping[str, str]


def run_suites(databases: Sequence[Database], rest: Sequence[str]) -> Tally:
    """Run pytest with the arguments given on each; shown one after the other, then summed up.

    They run side by side because each waits half of its time, for a browser or a disk.
    """
    total = Tally()
    with tempfile.TemporaryDirectory(prefix="orderkin-report-") as name, ExitStack() as ends:
        folder = Path(name)
        children = []
        for place, database in enumerate(databases):
            children.append(child := _start(database, folder, place, rest))
            ends.callback(end, child)
        for place, (database, child) in enumerate(zip(databases, children, strict=True)):
            say(f"\n== Tests on {database.name}")
            _show(folder / f"{place}.txt", child)
            total += read_report(folder / f"{place}.xml", child.wait())
    return total


def _start(database: Database, folder: Path, place: int, rest: Sequence[str]) -> Popen[bytes]:
    report = folder / f"{place}.xml"
    return start(
        [PYTHON, "-m", "pytest", f"--junitxml={report}", *rest],
        env=surroundings(dict(database.env)),
        log=folder / f"{place}.txt",
    )


def _show(file: Path, child: Popen[bytes]) -> None:
    """Pass on what a child writes until it has ended."""
    with file.open(encoding="utf-8", errors="replace") as written:
        while True:
            over = child.poll() is not None
            sys.stdout.write(written.read())
            sys.stdout.flush()
            if over:
                return
            time.sleep(_BLINK)
