"""`orderkin` lists its commands, and a setting it cannot use is a sentence, not a traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from orderkin.cli.main import COMMANDS

ROOT = Path(__file__).resolve().parents[2]


def orderkin(*typed: str, **told: str) -> subprocess.CompletedProcess[str]:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "orderkin.config.settings", **told}
    return subprocess.run(
        [sys.executable, "-m", "orderkin", *typed],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )


def test_help_lists_every_command_with_a_line_on_it() -> None:
    answered = orderkin("--help")
    assert answered.returncode == 0, answered.stderr
    told = [line.split(maxsplit=1) for line in answered.stdout.splitlines()]
    listed = {line[0] for line in told if len(line) == 2}
    assert set(COMMANDS) <= listed


def test_a_database_that_cannot_be_used_is_named() -> None:
    answered = orderkin("set-up", ORDERKIN_DATABASE_URL="mysql://somewhere/orders")
    assert answered.returncode == 2
    assert "ORDERKIN_DATABASE_URL must begin with postgresql://" in answered.stderr
    assert "Traceback" not in answered.stderr


def test_the_demo_shop_is_only_for_demos(tmp_path: Path) -> None:
    answered = orderkin("seed-demo", ORDERKIN_DEMO="0", ORDERKIN_DATA=str(tmp_path))
    assert answered.returncode == 1
    assert "only for demo installations" in answered.stderr
