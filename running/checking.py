"""`run.py test`: checks of form, then the whole suite on SQLite and on PostgreSQL."""

import os
from argparse import Namespace
from collections.abc import Sequence
from contextlib import ExitStack
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
        if set(parts) - {"checks"}:
            total += _suites(parts, rest, missing)
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


def _suites(parts: Sequence[str], rest: Sequence[str], missing: Missing) -> Tally:
    browser = _browser(missing)
    databases = [suite.Database("SQLite", browser)] if "sqlite" in parts else []
    with ExitStack() as servers:
        if "postgresql" in parts and (found := _postgresql(servers, missing)):
            name, address = found
            env = {**browser, "ORDERKIN_TEST_DATABASE_URL": address}
            databases.append(suite.Database(name, env))
        return suite.run_suites(databases, rest)


def _postgresql(servers: ExitStack, missing: Missing) -> tuple[str, str] | None:
    """What it is called and its address: the one that was given, or one for this run alone."""
    if given := os.environ.get("ORDERKIN_TEST_POSTGRES"):
        return "PostgreSQL (yours)", given
    folder = postgres.find_or_install()
    if folder is None:
        missing.add(
            "PostgreSQL 15 or newer: the suite ran on SQLite only. Install the package"
            " `postgresql`, or set ORDERKIN_TEST_POSTGRES to postgresql://…"
        )
        return None
    with step(f"PostgreSQL {postgres.version(folder)} (temporary, fsync off)"):
        return "PostgreSQL", servers.enter_context(postgres.temporary(folder))
