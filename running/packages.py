"""The virtual environment and the Python packages in it, pinned by version and hash."""

import fcntl
import json
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from running.children import must, run
from running.places import BIN, PYTHON, REQUIREMENTS, ROOT, VENV, fingerprint, surroundings
from running.saying import Trouble, say, step

STAMP = VENV / "orderkin-installed.json"
OFFLINE = (
    "Check that this machine reaches a Python package index (PyPI or your own, as set for pip),"
    " then run the same command again."
)


def install(extra: str) -> None:
    """Make the environment hold what `requirements/{extra}.txt` pins; quick when it does."""
    with _only_one():
        if installed(extra):
            return
        if not _usable():
            with step("Virtual environment (.venv)"):
                _make()
        with step(f"Python packages (requirements/{extra}.txt)"):
            pip_install(extra)
            _link_the_project()
        STAMP.write_text(json.dumps({**_stamps(), extra: _wanted(extra)}))


def installed(extra: str) -> bool:
    """Whether the environment holds these packages; `test` holds all that `run` does."""
    stamps = _stamps()
    return any(stamps.get(name) == _wanted(name) for name in {extra, "test"})


@contextmanager
def _only_one() -> Iterator[None]:
    """Two run.py in one folder install one after the other."""
    folder = os.open(ROOT, os.O_RDONLY)
    try:
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            say("  … another run.py is installing here; waiting for it")
            fcntl.flock(folder, fcntl.LOCK_EX)
        yield
    finally:
        os.close(folder)


def _wanted(extra: str) -> str:
    return fingerprint(REQUIREMENTS / f"{extra}.txt", str(ROOT), sys.version)


def _stamps() -> dict[str, str]:
    try:
        kept = json.loads(STAMP.read_text())
    except (OSError, ValueError):
        return {}
    return dict(kept) if PYTHON.exists() else {}


def _usable() -> bool:
    """Whether .venv is of this place and of this Python."""
    code, written = run(
        [PYTHON, "-c", "import sys; print(sys.prefix, *sys.version_info[:2], sep='|')"]
    )
    return code == 0 and written.strip() == "|".join(
        [str(VENV), str(sys.version_info[0]), str(sys.version_info[1])]
    )


def _make() -> None:
    if not os.access(ROOT, os.W_OK):
        raise Trouble(
            f"{ROOT} cannot be written, so .venv cannot be made there.",
            "Copy or clone the project into a folder of your own and run it there.",
        )
    # Without pip it takes no time; pip comes later, where neither uv nor another pip will do.
    must(
        [sys.executable, "-m", "venv", "--clear", "--without-pip", VENV],
        "The virtual environment could not be made.",
        f"Check that there is room in {ROOT}. On Debian and Ubuntu: apt-get install python3-venv.",
    )


def pip_install(name: str) -> None:
    """Install `requirements/{name}.txt`: by uv, which is quick, else by pip."""
    file = REQUIREMENTS / f"{name}.txt"
    uv = _uv()
    if uv:
        command = [uv, "pip", "install", "--python", PYTHON, "--require-hashes", "-r", file]
        code, _written = run(command, env=surroundings(_told_to_uv()))
        if code == 0:
            return
        say("  … uv could not install; trying pip")
    must([*_pip_installing(), "-r", file], "pip could not install.", OFFLINE)


def _pip_installing() -> list[object]:
    options = ["--quiet", "--disable-pip-version-check", "--no-input", "--require-hashes"]
    return [*_pip(), "install", *options]


@cache
def _pip() -> tuple[object, ...]:
    """The pip of the environment, else ours working on the environment, else one made there."""
    inside = (PYTHON, "-m", "pip")
    outside = (sys.executable, "-m", "pip", "--python", PYTHON)
    for pip in (inside, outside):
        if run([*pip, "--version"])[0] == 0:
            return pip
    must(
        [PYTHON, "-m", "ensurepip", "--default-pip"],
        "There is neither uv nor pip here to install with.",
        "On Debian and Ubuntu: apt-get install python3-venv. Or install uv. Then run this again.",
    )
    return inside


def _uv() -> Path | None:
    """An installed uv, else one put into the environment; None when there is neither."""
    if found := shutil.which("uv"):
        return Path(found)
    ours = BIN / "uv"
    if not ours.exists():
        run([*_pip_installing(), "-r", REQUIREMENTS / "uv.txt"])
    return ours if ours.exists() else None


def _told_to_uv() -> dict[str, str]:
    """Uv does not read pip's settings: hand on a package index set for pip, and fail early."""
    told = {"UV_HTTP_RETRIES": os.environ.get("UV_HTTP_RETRIES", "2")}
    index = os.environ.get("PIP_INDEX_URL")
    if index and not (os.environ.get("UV_DEFAULT_INDEX") or os.environ.get("UV_INDEX_URL")):
        told["UV_DEFAULT_INDEX"] = index
    return told


def _link_the_project() -> None:
    """Make `import orderkin` and the command `orderkin` work in the environment."""
    asked = [PYTHON, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"]
    site = must(asked, "The new environment does not run.")
    (Path(site.strip()) / "orderkin.pth").write_text(f"{ROOT}\n")
    command = BIN / "orderkin"
    command.write_text(
        f"#!{PYTHON}\n"
        "import sys\n\nfrom orderkin.cli.main import main\n\n"
        'if __name__ == "__main__":\n    sys.exit(main())\n'
    )
    command.chmod(0o755)
