"""Where things lie: the project, its virtual environment, what is built, what is cached."""

import hashlib
import os
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if sys.platform == "win32" else "bin")
PYTHON = BIN / "python"
STATE = ROOT / ".orderkin"
FRONTEND = STATE / "frontend"
REQUIREMENTS = ROOT / "requirements"


def fingerprint(*parts: object) -> str:
    """One short text for all the parts; a path stands for the bytes of its file."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.read_bytes() if isinstance(part, Path) else str(part).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:32]


def surroundings(extra: dict[str, str] | None = None) -> dict[str, str]:
    """The environment for what we start: UTF-8, the venv first, a home that can be written."""
    env = {**os.environ, "PYTHONUTF8": "1", "PYTHONUNBUFFERED": "1"}
    env.pop("PYTHONHOME", None)
    env["PATH"] = os.pathsep.join([str(BIN), env.get("PATH", os.defpath)])
    env["VIRTUAL_ENV"] = str(VENV)
    home = env.get("HOME", "")
    if not home or not os.access(home, os.W_OK):
        # Package tools keep caches there; a user without a home gets one in the temporary folder.
        env["HOME"] = str(_spare_home())
    return {**env, **(extra or {})}


def _spare_home() -> Path:
    home = Path(tempfile.gettempdir()) / f"orderkin-home-{os.getuid()}"
    home.mkdir(mode=0o700, exist_ok=True)
    return home
