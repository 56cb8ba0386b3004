"""Whatever run.py started ends with it: on Ctrl C, on SIGTERM, and when it is killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = """
import sys, time
from running import children
children.listen_for_stop()
try:
    child = children.start([sys.executable, "-c", sys.argv[1]], stdout=1)
    time.sleep(60)
except children.Stopped:
    pass
finally:
    children.end_all()
"""
# A child with a child of its own, which does not care for SIGTERM.
STUBBORN = r"""
import os, signal, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
if os.fork() == 0:
    os.write(1, b"%d\n" % os.getpid())
    time.sleep(60)
else:
    os.write(1, b"%d\n" % os.getpid())
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    time.sleep(60)
"""
FOLLOWING = r"""
import os, time
from orderkin.cli import lifeline
lifeline.when_stdin_closes(lifeline.stop_this_process)
os.write(1, b"%d\n" % os.getpid())
time.sleep(60)
"""


def start(child: str, ignoring_sigint: bool = False) -> subprocess.Popen[str]:
    def begin() -> None:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)  # else these tests would fail under nohup
        if ignoring_sigint:  # as a shell without a terminal does
            signal.signal(signal.SIGINT, signal.SIG_IGN)

    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, child],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
        preexec_fn=begin,
    )


def told_pids(program: subprocess.Popen[str], count: int) -> list[int]:
    assert program.stdout is not None
    return [int(program.stdout.readline()) for _ in range(count)]


def gone(pids: list[int], patience: float = 10) -> bool:
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if not any(alive(pid) for pid in pids):
            return True
        time.sleep(0.05)
    return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"


@pytest.fixture
def stubborn() -> Iterator[tuple[subprocess.Popen[str], list[int]]]:
    program = start(STUBBORN, ignoring_sigint=True)
    pids = told_pids(program, 2)
    yield program, pids
    program.kill()
    program.communicate()


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_stopping_ends_children_and_their_children(
    stubborn: tuple[subprocess.Popen[str], list[int]], asked: signal.Signals
) -> None:
    program, pids = stubborn
    assert all(alive(pid) for pid in pids)
    program.send_signal(asked)
    assert program.wait(15) == 0
    assert gone(pids)


def test_a_killed_run_py_takes_its_children_along() -> None:
    program = start(FOLLOWING)
    pids = told_pids(program, 1)
    program.kill()
    program.communicate()
    assert gone(pids)
