"""One run of the whole suite, on one database."""

import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from running.children import end, start
from running.places import PYTHON, surroundings
from running.saying import say
from running.tally import Tally, read_report


def run_suite(name: str, env: Mapping[str, str], rest: Sequence[str]) -> Tally:
    """Run pytest with the arguments given, showing what it writes; the sums."""
    say(f"\n== Tests on {name}")
    with tempfile.TemporaryDirectory(prefix="orderkin-report-") as folder:
        report = Path(folder) / "report.xml"
        child = start(
            [PYTHON, "-m", "pytest", f"--junitxml={report}", *rest],
            env=surroundings(dict(env)),
            stdout=sys.stdout.fileno(),
        )
        try:
            code = child.wait()
        finally:
            end(child)
        return read_report(report, code)
