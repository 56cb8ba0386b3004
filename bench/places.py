"""What is measured, running: a database with orders in it, and the web server before it."""

from __future__ import annotations

import contextlib
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from bench.ready import Ready
from running import postgres
from running.children import end, must, run, start
from running.places import FRONTEND, PYTHON, ROOT, STATE, fingerprint, surroundings
from running.saying import Trouble, step

FOLDER = STATE / "bench"
# Durable, as in production: what is acknowledged is on the disk.
DURABLE = {
    "fsync": "on",
    "full_page_writes": "on",
    "synchronous_commit": "on",
    "shared_buffers": "2GB",
    "effective_cache_size": "4GB",
    "max_connections": "100",
    "max_wal_size": "8GB",
    "checkpoint_timeout": "30min",
    "random_page_cost": "1.1",
    "maintenance_work_mem": "512MB",
}


@dataclass(frozen=True, slots=True)
class Database:
    """Where it is, as ORDERKIN_DATABASE_URL says it, and what is known of it."""

    url: str
    ready: Ready

    @property
    def file(self) -> Path:
        """The file of an SQLite database."""
        return Path(urlsplit(self.url).path)

    @property
    def is_postgresql(self) -> bool:
        return self.url.startswith("postgresql")


@contextmanager
def cluster(given: str | None) -> Iterator[str]:
    """The address of a PostgreSQL: the one given, or a temporary one with durable settings."""
    if given:
        yield given
        return
    programs = postgres.find_or_install()
    if programs is None:
        raise Trouble("There is no PostgreSQL 15 or newer here.", "Install it, or use --sqlite.")
    with postgres.temporary(programs, DURABLE) as url:
        yield url


def on_postgresql(server: str, orders: int) -> Database:
    """The database of this size on that server; made when it is not there yet."""
    parts = urlsplit(server)
    name = f"orderkin_bench_{orders}"
    url = urlunsplit(parts._replace(path=f"/{name}"))
    programs = postgres.find()
    # That it is there already is no fault: a server that was given keeps its databases.
    run([(programs or Path()) / "createdb", f"--maintenance-db={server}", name])
    return Database(url, _ready(url, orders))


def on_sqlite(orders: int) -> Database:
    """A fresh SQLite file of this size."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    file = FOLDER / f"{orders}.sqlite3"
    for old in FOLDER.glob(f"{orders}.sqlite3*"):
        old.unlink()
    url = f"sqlite://{file}"
    return Database(url, _ready(url, orders))


def _ready(url: str, orders: int) -> Ready:
    told = FOLDER / "ready.json"
    with step(f"{orders:,} orders in {urlsplit(url).scheme}"):
        child = start([PYTHON, "-m", "bench.generate", orders, told], env=_environment(url))
        if child.wait():
            raise Trouble("The orders could not be made.")
    return Ready.read(told)


def _environment(url: str) -> dict[str, str]:
    return surroundings(
        {
            "ORDERKIN_DATABASE_URL": url,
            "ORDERKIN_DATA": str(FOLDER),
            "ORDERKIN_FRONTEND": str(FRONTEND),
            "ORDERKIN_HTTPS": "0",
            "ORDERKIN_ALLOWED_HOSTS": "127.0.0.1",
            "ORDERKIN_LOG_LEVEL": "ERROR",
            "DJANGO_SETTINGS_MODULE": "orderkin.config.settings",
        }
    )


def collect_static() -> None:
    """What pages name must be there, or they cannot be rendered; kept from one run to the next."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    kept, made = FOLDER / "static" / "staticfiles.json", FOLDER / "collected"
    now = fingerprint(*sorted((ROOT / "orderkin/desk/static").rglob("*.*")), _stamp(FRONTEND))
    if kept.exists() and made.exists() and made.read_text() == now:
        return
    with step("static files"):
        command = [PYTHON, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
        must(command, "The static files could not be collected.", env=_environment(""))
    made.write_text(now)


def _stamp(folder: Path) -> str:
    return str([(file.name, file.stat().st_mtime) for file in sorted(folder.glob("*"))])


@contextmanager
def serving(url: str) -> Iterator[int]:
    """The port of a web server on this database, started as `orderkin serve` starts it."""
    port = _free_port()
    command = [PYTHON, "-m", "orderkin", "serve", "--port", port, "--stop-with-stdin"]
    server = start(command, env=_environment(url), stdout=sys.stderr.fileno())
    try:
        _wait(port)
        yield port
    finally:
        end(server)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait(port: int) -> None:
    for _ in range(300):
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.1)
    raise Trouble("The web server did not start within 30 seconds.")
