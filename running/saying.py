"""What run.py tells: one line per step, and what to do when a step fails. All on standard error."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


class Trouble(Exception):
    """A step that could not be done: what happened, and what to do about it."""

    def __init__(self, what: str, to_do: str = "") -> None:
        super().__init__(what)
        self.what = what
        self.to_do = to_do


def say(line: str = "") -> None:
    """One line for the person."""
    print(line, file=sys.stderr, flush=True)


@contextmanager
def step(name: str) -> Iterator[None]:
    """Say the step when it is done, with its seconds; or that it failed."""
    start = time.monotonic()
    try:
        yield
    except BaseException:
        say(f"  ✗ {name}")
        raise
    say(f"  ✓ {name} ({time.monotonic() - start:.1f} s)")


def explain(trouble: Trouble) -> None:
    """Tell a failed step and the way on."""
    say()
    say(trouble.what)
    if trouble.to_do:
        say(f"→ {trouble.to_do}")
