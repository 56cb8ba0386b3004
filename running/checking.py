"""`run.py test`: checks of form, then the whole suite on SQLite and again on PostgreSQL."""

import os
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import dataclass, field

from running import chromium, postgres, suite
from running.checks import check
from running.install import install
from running.saying import Trouble, explain, say, step
from running.tally import Tally

GROUPS = ("checks", "sqlite", "postgresql")


@dataclass
class Missing:
    """What this machine lacks; in CI that is a failure, elsewhere it is told."""

    strict: bool
    names: list[str] = field(default_factory=list)

    def add(self, what: str) -> None:
        self.names.append(what)
        say(f"  ! {what}")

    def tally(self) -> Tally:
        return Tally(failed=len(self.names) if self.strict else 0)


def test(asked: Namespace, rest: Sequence[str]) -> int:
    """Run what was asked for; the very last line is `N passed, M failed`."""
    parts = [asked.only] if asked.only else list(GROUPS)
    strict = os.environ.get("CI", "").lower() in {"1", "true", "yes"}
    missing = Missing(strict=strict)
    total = Tally()
    try:
        install("test")
        if "checks" in parts:
            total += check()
        browser = _browser(missing) if set(parts) - {"checks"} else {}
        if "sqlite" in parts:
            total += suite.run_suite("SQLite", browser, rest)
        if "postgresql" in parts:
            total += _on_postgresql(browser, rest, missing)
    except Trouble as trouble:
        explain(trouble)
        total += Tally(failed=1)
    return _end(total, missing)


def _end(total: Tally, missing: Missing) -> int:
    for reason, count in total.skipped.items():
        missing.names.append(f"{count} × {reason}")
    total += missing.tally()
    say()
    for name in missing.names:
        say(f"missing: {name}" + (" (a failure, because CI is set)" if missing.strict else ""))
    print(f"{total.passed} passed, {total.failed} failed", flush=True)
    return 1 if total.failed else 0


def _browser(missing: Missing) -> dict[str, str]:
    found = chromium.find_or_install()
    if found is None:
        missing.add(
            "Chromium: no browser test runs. Set CHROMIUM to its path, or install the package"
            " `chromium`."
        )
        return {}
    return {"CHROMIUM": str(found)}


def _on_postgresql(browser: dict[str, str], rest: Sequence[str], missing: Missing) -> Tally:
    if given := os.environ.get("ORDERKIN_TEST_POSTGRES"):
        return suite.run_suite("PostgreSQL (yours)", _at(given, browser), rest)
    folder = postgres.find_or_install()
    if folder is None:
        missing.add(
            "PostgreSQL 15 or newer: the suite ran on SQLite only. Install the package"
            " `postgresql`, or set ORDERKIN_TEST_POSTGRES to postgresql://…"
        )
        return Tally()
    with postgres.temporary(folder) as address:
        with step(f"PostgreSQL {postgres.version(folder)} (temporary, fsync off)"):
            pass
        return suite.run_suite("PostgreSQL", _at(address, browser), rest)


def _at(address: str, browser: dict[str, str]) -> dict[str, str]:
    return {**browser, "ORDERKIN_TEST_DATABASE_URL": address}
