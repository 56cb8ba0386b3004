"""`run.py demo`: install, fill the demo shop once, start the desk and its worker, stay."""

import contextlib
import fcntl
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from running import ports
from running.children import must, start
from running.install import install
from running.places import FRONTEND, PYTHON, REQUIREMENTS, ROOT, fingerprint, surroundings
from running.saying import Trouble, say, step

MADE_BY_US = (
    "orderkin.sqlite3", "orderkin.sqlite3-wal", "orderkin.sqlite3-shm", "secret_key",
    "pin_pepper", "demo.json", "prepared", "uploads", "static",
)  # fmt: skip
# Says that a demo lives in the folder, also one that was stopped while it was being filled.
MARK = "made-by-the-demo"
ORDERKIN = (PYTHON, "-m", "orderkin")


def demo(asked: Namespace) -> int:
    """Run the demo until it is told to stop."""
    data: Path = asked.data.resolve()
    say(f"Orderkin demo, data in {data}")
    with _alone_in(data) as lock:
        port = ports.choose(asked.port)
        os.write(lock, f"port {port}, process {os.getpid()}\n".encode())
        install("run")
        _must_be_a_demos(data)
        if asked.fresh:
            _forget(data)
        (data / MARK).touch(mode=0o600)
        env = _environment(data)
        people = _prepare(data, env)
        url = f"http://127.0.0.1:{port}/"
        children = [
            start([*ORDERKIN, "serve", "--port", port, "--stop-with-stdin"], env=env),
            start([*ORDERKIN, "worker", "--stop-with-stdin"], env=env),
        ]
        with step("Web server and worker"):
            _wait_until_it_answers(url, children)
        _show(url, people, as_json=asked.json)
        return _stay(children)


def _environment(data: Path) -> dict[str, str]:
    """Only what the demo says: a database of yours named in the environment stays untouched."""
    kept = {k: v for k, v in surroundings().items() if not k.startswith("ORDERKIN_")}
    level = os.environ.get("ORDERKIN_LOG_LEVEL", "WARNING")
    return {
        **kept,
        "DJANGO_SETTINGS_MODULE": "orderkin.config.settings",
        "ORDERKIN_DATA": str(data),
        "ORDERKIN_FRONTEND": str(FRONTEND),
        "ORDERKIN_DEMO": "1",
        "ORDERKIN_LOG_LEVEL": level,
    }


@contextmanager
def _alone_in(data: Path) -> Iterator[int]:
    """One demo per data folder; the lock goes with the process, however it ends."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(data / "running", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as wrong:
        raise Trouble(
            f"The data folder {data} cannot be used: {wrong.strerror}.",
            "Give a folder of your own: --data FOLDER",
        ) from wrong
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        told = (data / "running").read_text().strip() or "another run.py"
        os.close(lock)
        raise Trouble(
            f"A demo with this data is running already: {told}.",
            "Use that one, stop it with Ctrl C, or start a second one with --data OTHER-FOLDER.",
        ) from None
    try:
        os.truncate(lock, 0)
        yield lock
    finally:
        os.truncate(lock, 0)
        os.close(lock)


def _must_be_a_demos(data: Path) -> None:
    """A desk that no demo made is never changed, and above all never forgotten."""
    is_demo = (data / MARK).exists() or (data / "demo.json").exists()
    theirs = [name for name in ("orderkin.sqlite3", "uploads") if (data / name).exists()]
    if theirs and not is_demo:
        raise Trouble(
            f"{data} holds {' and '.join(theirs)} that no demo made; nothing was touched.",
            "Give the demo a folder of its own: --data OTHER-FOLDER",
        )


def _forget(data: Path) -> None:
    """Remove what an earlier demo made there, and nothing else."""
    if not ((data / MARK).exists() or (data / "demo.json").exists()):
        return
    with step("Fresh start: earlier demo data removed"):
        for name in MADE_BY_US:
            shutil.rmtree(data / name, ignore_errors=True)
            with contextlib.suppress(FileNotFoundError, IsADirectoryError):
                (data / name).unlink()


def _prepare(data: Path, env: dict[str, str]) -> list[dict[str, str]]:
    """Migrate, collect and seed when something changed since the last start; the people."""
    stamp, wanted = data / "prepared", _version()
    ready = (data / "orderkin.sqlite3").exists() and (data / "demo.json").exists()
    if not (ready and stamp.exists() and stamp.read_text() == wanted):
        to_do = "Start again with --fresh, which removes the demo data, or use --data OTHER-FOLDER."
        collecting = start([*ORDERKIN, "set-up", "--only", "static"], env=env)
        with step("Database"):
            command = [*ORDERKIN, "set-up", "--only", "database"]
            must(command, "The database could not be made.", to_do, env=env)
        with step("Demo shop"):
            must([*ORDERKIN, "seed-demo"], "The demo shop could not be made.", to_do, env=env)
        with step("Static files"):
            if collecting.wait() != 0:
                raise Trouble("The static files could not be collected.", to_do)
        stamp.write_text(wanted)
    people: list[dict[str, str]] = json.loads((data / "demo.json").read_text())["people"]
    return people


def _version() -> str:
    """Changes whenever a table, a static file or a package does."""
    watched = [*ROOT.glob("orderkin/*/migrations/*.py"), *ROOT.glob("orderkin/*/static/**/*.*")]
    looks = [(str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in sorted(watched)]
    return fingerprint(looks, REQUIREMENTS / "run.txt", ROOT / "package-lock.json")


def _wait_until_it_answers(url: str, children: list[subprocess.Popen[bytes]]) -> None:
    patience = time.monotonic() + 60
    while time.monotonic() < patience:
        _all_alive(children)
        with contextlib.suppress(OSError, urllib.error.URLError):
            try:
                urllib.request.urlopen(url, timeout=30).close()
            except urllib.error.HTTPError as answer:
                if answer.code >= 500:
                    raise Trouble(
                        f"The page answers with error {answer.code}; the lines above say why.",
                        "Start again with --fresh, or report it with those lines.",
                    ) from answer
            return
        time.sleep(0.05)
    raise Trouble("The page did not answer within a minute.", "See the lines above for why.")


def _all_alive(children: list[subprocess.Popen[bytes]]) -> None:
    for child in children:
        if child.poll() is not None:
            what = list(child.args)[3] if isinstance(child.args, list) else child.args
            raise Trouble(
                f"The program `orderkin {what!s}` ended by itself (exit code {child.returncode}).",
                "The lines above say why. --fresh starts with new demo data.",
            )


def _show(url: str, people: list[dict[str, str]], *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({"url": url, "people": people, "pid": os.getpid()}), flush=True)
        return
    lines = ["", f"Orderkin is open at {url}", ""]
    for person in people:
        lines.append(f"  {person['role']:<13} {person['email']:<32} {person['password']}")
        if person.get("pin"):
            lines.append(f"  {'':<13} Security PIN  {person['pin']}")
        if person.get("token"):
            lines.append(f"  {'':<13} API token     {person['token']}")
    print("\n".join([*lines, "", "Ctrl C stops it."]), flush=True)


def _stay(children: list[subprocess.Popen[bytes]]) -> int:
    while True:
        time.sleep(0.5)
        _all_alive(children)
