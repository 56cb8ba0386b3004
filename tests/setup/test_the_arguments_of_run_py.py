"""What can be typed after run.py, and what it answers."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from running.main import parser

ROOT = Path(__file__).resolve().parents[2]


def test_the_demo_knows_its_four_options() -> None:
    typed = ["demo", "--port", "8001", "--fresh", "--data", "shop", "--json"]
    asked = parser().parse_args(typed)
    assert (asked.port, asked.fresh, asked.data, asked.json) == (8001, True, Path("shop"), True)


def test_arguments_of_a_test_run_go_on_to_pytest() -> None:
    asked, rest = parser().parse_known_args(["test", "--only", "sqlite", "tests/orders", "-x"])
    assert asked.only == "sqlite"
    assert rest == ["tests/orders", "-x"]


@pytest.mark.parametrize(
    "typed",
    [["demo", "--colour"], ["demo", "--port", "70000"], ["demo", "--port", "x"], ["open"]],
)
def test_anything_else_is_refused_with_the_usage(typed: list[str]) -> None:
    command = [sys.executable, "run.py", *typed]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 2
    assert "usage: run.py" in ended.stderr
    assert ended.stdout == ""
