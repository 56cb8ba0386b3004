"""Full exports on disk, under names of our own; only the newest few stay."""

from __future__ import annotations

import secrets
from pathlib import Path

from django.conf import settings

# The kind of job that writes one.
KIND = "export"
# Each holds everything the client has: no more of them than are needed.
MOST_KEPT = 3


def folder() -> Path:
    """Where they lie; made when it is asked for, for its owner alone."""
    found = Path(settings.UPLOADS) / "exports"
    found.mkdir(mode=0o700, parents=True, exist_ok=True)
    return found


def new_name() -> str:
    """A name nobody can guess."""
    return f"{secrets.token_hex(16)}.jsonl"


def place(stored: str) -> Path:
    """Where one lies."""
    return folder() / Path(stored).name


def size_of(stored: str) -> int | None:
    """Its bytes; None when it is not there (yet, or any more)."""
    path = place(stored)
    return path.stat().st_size if path.is_file() else None


def drop(stored: str) -> None:
    """Remove it."""
    place(stored).unlink(missing_ok=True)
