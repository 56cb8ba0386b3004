"""run.py goes on with the distribution's Python where the one typed is a slow build."""

from __future__ import annotations

import os
import sys
import sysconfig
from pathlib import Path

import pytest

from running import interpreter


@pytest.fixture
def gone_on(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """What was started in the place of this run."""
    started: list[list[str]] = []
    monkeypatch.setattr(os, "execv", lambda _program, command: started.append(command))
    monkeypatch.setenv(interpreter.AGAIN, "")
    return started


def _built(monkeypatch: pytest.MonkeyPatch, configured: str, prefix: str) -> None:
    asked = sysconfig.get_config_var
    monkeypatch.setattr(
        sysconfig, "get_config_var", lambda n: configured if n == "CONFIG_ARGS" else asked(n)
    )
    monkeypatch.setattr(sys, "base_prefix", prefix)


def _python(folder: Path, name: str, code: int) -> Path:
    program = folder / name
    program.write_text(f"#!/bin/sh\nexit {code}\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize(
    ("configured", "prefix", "slow"),
    [
        ("'--prefix=/home/me/.pyenv/versions/3.11.7'", "/home/me/.pyenv/versions/3.11.7", True),
        ("'--enable-optimizations' '--with-lto'", "/usr/local", False),
        ("'--enable-shared' '--prefix=/usr'", "/usr", False),
        ("", "C:\\Python312", False),
    ],
)
def test_a_build_without_optimizations_is_known_by_how_it_was_configured(
    monkeypatch: pytest.MonkeyPatch, configured: str, prefix: str, slow: bool
) -> None:
    _built(monkeypatch, configured, prefix)
    assert interpreter.plainly_built() is slow


def test_the_newest_python_that_can_do_the_work_is_taken(tmp_path: Path) -> None:
    _python(tmp_path, "python3.10", 0)
    able = _python(tmp_path, "python3.11", 0)
    _python(tmp_path, "python3.13", 1)
    assert interpreter.better_built(tmp_path) == able


def test_without_another_python_the_one_typed_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, gone_on: list[list[str]]
) -> None:
    _built(monkeypatch, "'--prefix=/opt/mine'", "/opt/mine")
    monkeypatch.setattr(interpreter, "better_built", lambda: None)
    interpreter.go_on_with_the_better_build(["run.py", "demo"])
    assert gone_on == []


def test_the_same_command_goes_on_with_the_better_one_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    gone_on: list[list[str]],
    capsys: pytest.CaptureFixture[str],
) -> None:
    able = _python(tmp_path, "python3.11", 0)
    _built(monkeypatch, "'--prefix=/opt/mine'", "/opt/mine")
    monkeypatch.setattr(interpreter, "better_built", lambda: able)
    for _time in range(2):
        interpreter.go_on_with_the_better_build(["run.py", "demo", "--json"])
    assert gone_on == [[str(able), "run.py", "demo", "--json"]]
    told = capsys.readouterr()
    assert str(able) in told.err
    assert not told.out


def test_who_typed_a_good_one_stays_with_it(
    monkeypatch: pytest.MonkeyPatch, gone_on: list[list[str]]
) -> None:
    _built(monkeypatch, "'--enable-optimizations'", "/opt/mine")
    interpreter.go_on_with_the_better_build(["run.py", "demo"])
    assert gone_on == []
