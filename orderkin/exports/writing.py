"""Writing a full export: every record of one moment into a file that is whole or not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import orderkin
from orderkin.exports import lines
from orderkin.exports.everything import count_orders, records
from orderkin.exports.snapshot import one_moment
from orderkin.lib.actor import Actor

# (orders and histories written, of how many)
Report = Callable[[int, int], None]


def write_export(file: Path, *, actor: Actor, at: datetime, report: Report) -> lines.Seal:
    """Write everything to `file`; until it is whole it stands beside it under another name."""
    draft = file.with_name(f"{file.name}.part")
    seal = lines.Seal()
    try:
        with draft.open("wb") as out, one_moment():
            for line in _lines(seal, actor, at, report):
                out.write(line)
        draft.replace(file)
    finally:
        draft.unlink(missing_ok=True)
    return seal


def _lines(seal: lines.Seal, actor: Actor, at: datetime, report: Report) -> Iterator[bytes]:
    version = orderkin.__version__
    head = {"format": lines.FORMAT, "version": version, "at": at.isoformat(), "by": actor.email}
    yield lines.record(lines.BEGINNING, head)
    total = count_orders() * 2
    for kind, body in records():
        yield seal.add(kind, lines.record(kind, body))
        if kind in {"order", "history"}:
            report(seal.counts["order"] + seal.counts["history"], total)
    report(total, total)
    yield lines.record(lines.END, seal.body())
