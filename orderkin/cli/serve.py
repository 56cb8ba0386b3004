"""`orderkin serve`: the web server."""

from collections.abc import Callable
from typing import Any

import click
from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from orderkin.cli import lifeline


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--workers", type=click.IntRange(1), help="Processes; 1 on SQLite, else 2.")
@click.option("--threads", type=click.IntRange(1), help="Of each process; 4 on SQLite, else 3.")
@click.option("--stop-with-stdin", is_flag=True, help="End when standard input closes.")
def serve(
    host: str, port: int, workers: int | None, threads: int | None, stop_with_stdin: bool
) -> None:
    """Answer requests until stopped."""
    if stop_with_stdin:
        lifeline.when_stdin_closes(lifeline.stop_this_process)
    server = Server(
        "orderkin.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or default_workers(),
        blocking_threads=threads or default_threads(),
        backpressure=256,
        log_level=LogLevels.error,
        respawn_failed_workers=True,
        workers_kill_timeout=5,
    )
    server.serve(target_loader=load)


def default_workers() -> int:
    """One process on SQLite, whose writers would only wait for each other; two on PostgreSQL."""
    return 1 if connection.vendor == "sqlite" else 2


def default_threads() -> int:
    """Enough that a slow answer holds nobody up; more would only wait for the interpreter."""
    return 4 if connection.vendor == "sqlite" else 3


def load(*_args: object, **_kwargs: object) -> Callable[..., Any]:
    """The application, loaded inside the worker process."""
    lifeline.follow_the_parent()
    application: Callable[..., Any] = import_string(settings.WSGI_APPLICATION)
    return application
