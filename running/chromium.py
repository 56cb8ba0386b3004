"""Finding a Chromium for the browser tests."""

import os
import shutil
from pathlib import Path

from running import apt
from running.children import run
from running.places import PYTHON, surroundings
from running.saying import step

NAMES = (
    "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome",
)  # fmt: skip
FLAGS = (
    "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip
ASK_PLAYWRIGHT = (
    "from playwright.sync_api import sync_playwright\n"
    "with sync_playwright() as p: print(p.chromium.executable_path)"
)


def flags() -> list[str]:
    """How it is started: quiet, and without its sandbox where root makes that impossible."""
    return [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]


def find() -> Path | None:
    """The one named by $CHROMIUM, else the first on the PATH."""
    if named := os.environ.get("CHROMIUM"):
        return Path(named) if Path(named).exists() else None
    return next((Path(found) for name in NAMES if (found := shutil.which(name))), None)


def find_or_install() -> Path | None:
    """As `find`, else Playwright's own, else from the system's packages; None when all fail."""
    return find() or _playwrights() or _from_packages()


def _playwrights() -> Path | None:
    if found := _where_playwright_keeps_it():
        return found
    with step("Chromium (playwright install)"):
        # Where its download servers are out of reach, that must show soon.
        env = surroundings({"PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "5000"})
        run([PYTHON, "-m", "playwright", "install", "chromium"], env=env)
    return _where_playwright_keeps_it()


def _where_playwright_keeps_it() -> Path | None:
    code, written = run([PYTHON, "-c", ASK_PLAYWRIGHT])
    path = Path(written.strip().splitlines()[-1]) if code == 0 and written.strip() else None
    return path if path and path.exists() else None


def _from_packages() -> Path | None:
    return find() if apt.install("chromium") else None
