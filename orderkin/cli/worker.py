"""`orderkin worker`: does the queued jobs."""

import signal
import threading
from types import FrameType

import click

from orderkin.cli import lifeline


@click.command()
@click.option("--stop-with-stdin", is_flag=True, help="End when standard input closes.")
def worker(stop_with_stdin: bool) -> None:
    """Do queued jobs until stopped; a job in hand goes on from its last slice at the next start."""
    from orderkin.jobs.worker import run

    stop = threading.Event()

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stop.set()

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    if stop_with_stdin:
        lifeline.when_stdin_closes(stop.set)
    run(stop)
