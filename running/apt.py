"""Installing a system package, where that is ours to do: as root, with apt-get."""

import os
import shutil
from functools import cache

from running.children import run
from running.places import surroundings
from running.saying import step


@cache
def _update_lists() -> None:
    run(["apt-get", "update", "-q"], env=_quiet())


def _quiet() -> dict[str, str]:
    return surroundings({"DEBIAN_FRONTEND": "noninteractive"})


def can_install() -> bool:
    """Whether this is root on a system with apt-get."""
    return os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(*names: str) -> bool:
    """Install packages; whether that worked."""
    if not can_install():
        return False
    with step(f"System packages: {' '.join(names)} (apt-get)"):
        _update_lists()
        wanted = ["apt-get", "install", "-q", "-y", "--no-install-recommends", *names]
        return run(wanted, env=_quiet())[0] == 0
