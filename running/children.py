"""The programs run.py starts: each in its own group, each ended before run.py ends."""

import contextlib
import os
import pwd
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from running.places import ROOT, surroundings
from running.saying import Trouble

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
PATIENCE = 10.0
"""Seconds a program has to end by itself before it is ended."""


class Stopped(BaseException):
    """The person asked to stop: Ctrl C, SIGTERM, or the terminal went away."""


_alive: list[subprocess.Popen[bytes]] = []
_guard = threading.Lock()


def listen_for_stop() -> None:
    """Turn Ctrl C, SIGTERM and a closed terminal into Stopped.

    Each is set by hand: a shell without a terminal starts background programs with SIGINT
    ignored, and Python then leaves it ignored.
    """
    for number in STOPPING:
        # nohup asks to go on without a terminal, by ignoring this one signal.
        if number != signal.SIGHUP or signal.getsignal(number) != signal.SIG_IGN:
            signal.signal(number, _stop)


def _stop(number: int, frame: FrameType | None) -> None:
    for each in STOPPING:
        # Once is enough: a second Ctrl C must not interrupt the cleaning up.
        signal.signal(each, signal.SIG_IGN)
    raise Stopped(signal.Signals(number).name)


def start(
    command: Sequence[object],
    *,
    env: Mapping[str, str] | None = None,
    stdout: int | None = None,
    user: int | None = None,
    log: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program with a standard input that closes when run.py ends, however it ends."""
    with log.open("ab") if log else contextlib.nullcontext() as file:
        child = subprocess.Popen(
            [str(part) for part in command],
            cwd=ROOT if user is None else "/",
            env=dict(env) if env is not None else surroundings(),
            stdin=subprocess.PIPE,
            stdout=file or (sys.stderr if stdout is None else stdout),
            stderr=sys.stderr if stdout is None and not file else subprocess.STDOUT,
            start_new_session=True,
            user=user,
            group=pwd.getpwuid(user).pw_gid if user is not None else None,
            extra_groups=[] if user is not None else None,
        )
    with _guard:
        _alive.append(child)
    return child


def end(child: subprocess.Popen[bytes]) -> None:
    """Ask a program to end, wait, then end whatever is left of its group."""
    if child.poll() is None:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.wait(PATIENCE)
    # A group outlives its leader as long as one of its members lives.
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    if child.stdin:
        child.stdin.close()
    with _guard:
        if child in _alive:
            _alive.remove(child)


def end_all() -> None:
    """End everything that was started, all at once."""
    with _guard:
        left = list(_alive)
    enders = [threading.Thread(target=end, args=(child,)) for child in left]
    for ender in enders:
        ender.start()
    for ender in enders:
        ender.join()


def run(
    command: Sequence[object], *, env: Mapping[str, str] | None = None, user: int | None = None
) -> tuple[int, str]:
    """Run a program to its end; its exit code and everything it wrote."""
    try:
        child = start(command, env=env, stdout=subprocess.PIPE, user=user)
    except OSError as wrong:
        return 127, str(wrong)
    if child.stdin:
        child.stdin.close()
        child.stdin = None
    try:
        written, _ = child.communicate()
    finally:
        end(child)
    return child.returncode, written.decode(errors="replace")


def must(
    command: Sequence[object],
    failure: str,
    to_do: str = "",
    *,
    env: Mapping[str, str] | None = None,
    user: int | None = None,
) -> str:
    """Run a program that has to succeed; what it wrote."""
    code, written = run(command, env=env, user=user)
    if code != 0:
        tail = "\n".join(written.strip().splitlines()[-25:])
        raise Trouble(f"{failure} (exit code {code})\n{tail}", to_do)
    return written
