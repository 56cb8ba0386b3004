"""The checks of form: formatting, lint, templates, types, who may import whom."""

from collections.abc import Sequence

from running.children import run
from running.places import BIN, PYTHON, ROOT, surroundings
from running.saying import say, step
from running.tally import Tally

TEMPLATES = "orderkin/desk/templates"
COMPILED = "orderkin/desk/jinja2"
CHECKS: dict[str, Sequence[object]] = {
    "format (ruff format --check)": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "lint (ruff check)": [BIN / "ruff", "check", "--quiet", "."],
    "templates (djlint --lint)": [BIN / "djlint", "--lint", "--quiet", TEMPLATES],
    "compiled templates (djlint --lint)": [
        *(BIN / "djlint", "--lint", "--quiet", "--profile=jinja", COMPILED),
    ],
    "types (mypy --strict)": [PYTHON, "-m", "mypy"],
    "import contracts (lint-imports)": [BIN / "lint-imports", "--no-cache"],
}


def check() -> Tally:
    """Run every check; each counts as one that passed or failed."""
    say("\n== Checks")
    total = Tally()
    for name, command in CHECKS.items():
        total += _one(name, command)
    return total


def _one(name: str, command: Sequence[object]) -> Tally:
    written = ""
    try:
        with step(name):
            code, written = run(command, env=surroundings({"PYTHONPATH": str(ROOT)}))
            if code != 0:
                raise _Failed
    except _Failed:
        say(written.rstrip())
        return Tally(failed=1)
    return Tally(passed=1)


class _Failed(Exception):
    """A check found something."""
