"""Which Python the environment is made from: of those installed here, not the slow build.

A Python compiled by hand without `--enable-optimizations`, as version managers do unless they are
told, needs half as long again for everything Orderkin does as the one its distribution ships.
"""

import os
import subprocess
import sys
import sysconfig
from collections.abc import Sequence
from pathlib import Path

from running.saying import say

AGAIN = "ORDERKIN_RUN_AGAIN"
"""Set for the run that goes on with another Python; set by a person, it keeps the one typed."""

SHIPPED = Path("/usr/bin")
# What an environment is made and filled with, and what the desk cannot do without.
FIT = "import ctypes, pip, sqlite3, ssl, sys, venv; sys.exit(sys.version_info < (3, 11))"


def plainly_built() -> bool:
    """Whether this Python says of itself that it was configured without optimizations."""
    configured = str(sysconfig.get_config_var("CONFIG_ARGS") or "")
    shipped = Path(sys.base_prefix) == SHIPPED.parent
    return bool(configured) and "--enable-optimizations" not in configured and not shipped


def better_built(folder: Path = SHIPPED) -> Path | None:
    """The newest Python of the distribution that can do the work, if there is one."""
    for minor in range(20, 10, -1):
        found = folder / f"python3.{minor}"
        if found.exists() and _fit(found):
            return found
    return None


def go_on_with_the_better_build(arguments: Sequence[str]) -> None:
    """Start the same command again with the distribution's Python when this one is a slow build."""
    if os.environ.get(AGAIN) or not plainly_built():
        return
    found = better_built()
    if found:
        say(
            f"Going on with {found}: {sys.executable} was built without optimizations and"
            f" needs half as long again ({AGAIN}=1 stays with it)."
        )
        os.environ[AGAIN] = "1"
        os.execv(found, [str(found), *arguments])


def _fit(python: Path) -> bool:
    asked = [str(python), "-I", "-c", FIT]
    return subprocess.run(asked, capture_output=True, check=False).returncode == 0
