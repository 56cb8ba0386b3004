"""A PostgreSQL of our own for tests and measurements: temporary, local, ended with us."""

import os
import pwd
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from running import apt
from running.children import end, must, run, start
from running.places import surroundings
from running.saying import Trouble

NEEDED = 15
FOR_TESTS = {
    # What is acknowledged need not survive a power cut of the machine that runs the tests.
    "fsync": "off",
    "full_page_writes": "off",
    "max_connections": "200",
    "shared_buffers": "128MB",
}


def find_or_install() -> Path | None:
    """The folder of a new enough PostgreSQL's programs, from the system or from apt-get."""
    return find() or (find() if apt.install("postgresql") else None)


def find() -> Path | None:
    """The newest installed PostgreSQL from 15 on; on Debian its programs are not on the PATH."""
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *Path("/usr").glob("pgsql-*/bin")]
    if on_path := shutil.which("pg_ctl"):
        folders.append(Path(on_path).resolve().parent)
    known = [(version(folder), folder) for folder in folders if (folder / "initdb").exists()]
    good = [pair for pair in known if pair[0] >= NEEDED]
    return max(good)[1] if good else None


def version(folder: Path) -> int:
    """The major version; 0 when the program does not say."""
    _code, written = run([folder / "postgres", "--version"])
    found = re.search(r"\b(\d+)[.\d]*", written.partition(")")[2])
    return int(found.group(1)) if found else 0


@contextmanager
def temporary(folder: Path, settings: Mapping[str, str] | None = None) -> Iterator[str]:
    """Start a cluster on a unix socket in a temporary folder; its address; ended afterwards.

    PostgreSQL refuses to run as root, so root starts it as another user.
    """
    user = _someone_else() if os.geteuid() == 0 else None
    # Short, because the path of a socket may have about 100 characters.
    place = Path(tempfile.mkdtemp(prefix="orderkin-pg-"))
    try:
        if user is not None:
            os.chown(place, user, pwd.getpwuid(user).pw_gid)
        _make_cluster(folder, place / "data", user)
        options = {**FOR_TESTS, **(settings or {})}
        command = [folder / "postgres", "-D", place / "data", "-k", place, "-h", ""]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        server = start(command, env=_plain(place), user=user, log=place / "log")
        try:
            _wait(folder, place, user)
            yield f"postgresql://orderkin@/orderkin?host={quote(str(place), safe='')}"
        finally:
            end(server)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _someone_else() -> int:
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name).pw_uid
        except KeyError:
            continue
    raise Trouble(
        "PostgreSQL does not run as root, and there is no user postgres or nobody.",
        "Add one (useradd --system postgres), or name a server in ORDERKIN_TEST_POSTGRES.",
    )


def _plain(place: Path) -> dict[str, str]:
    kept = {k: v for k, v in surroundings().items() if not k.startswith("PG")}
    return {**kept, "HOME": str(place), "LC_ALL": "C.UTF-8"}


def _make_cluster(folder: Path, data: Path, user: int | None) -> None:
    options = ["-U", "orderkin", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]
    must(
        [folder / "initdb", "-D", data, *options],
        "A temporary PostgreSQL could not be made.",
        "Check the room in the temporary folder ($TMPDIR), or set ORDERKIN_TEST_POSTGRES.",
        env=_plain(data.parent),
        user=user,
    )


def _wait(folder: Path, place: Path, user: int | None) -> None:
    create = [folder / "createdb", "-h", place, "-U", "orderkin", "orderkin"]
    for _ in range(100):
        code, written = run(create, env=_plain(place), user=user)
        if code == 0:
            return
        time.sleep(0.1)
    told = (place / "log").read_text(errors="replace") if (place / "log").exists() else ""
    raise Trouble(f"The temporary PostgreSQL did not start.\n{written}{told[-2000:]}")
