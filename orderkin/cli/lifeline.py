"""Ending with the program that started us, whatever happens to it."""

import os
import signal
import threading
import time
from collections.abc import Callable


def when_stdin_closes(act: Callable[[], object]) -> None:
    """Call `act` once standard input closes: its other end is held by whoever started us."""

    def wait() -> None:
        # Not through sys.stdin: a lock it holds while waiting would be copied into a forked worker.
        while os.read(0, 4096):
            pass
        act()

    threading.Thread(target=wait, daemon=True, name="lifeline").start()


def stop_this_process() -> None:
    """Ask ourselves to end, as Ctrl C would."""
    os.kill(os.getpid(), signal.SIGTERM)


def follow_the_parent(every: float = 1.0) -> None:
    """End this process soon after the process that forked it is gone."""
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(every)
        os._exit(1)

    threading.Thread(target=watch, daemon=True, name="follow-the-parent").start()
