"""A full export comes back: proved first, then written slice by slice, each whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from orderkin.client.guarding import guard
from orderkin.exports.actions.begin_restore import Told, begin_restore, compare
from orderkin.exports.actions.end_restore import end_restore
from orderkin.exports.actions.restore_slice import restore_slice
from orderkin.exports.names import Ids
from orderkin.exports.reading import Body, Proved, each_record, prove
from orderkin.lib.actor import Actor

SLICE = 500

# (records done, of how many)
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: orders made, orders in the file, and all that it holds."""

    made: int
    orders: int
    proved: Proved


def restore(file: Path, *, actor: Actor, report: Report) -> Restored:
    """Bring everything back from `file`. Nothing is written when the file is damaged.

    Raises what `prove` and `begin_restore` raise. Stopped in the middle, it goes on when it is
    called again; the same file twice makes nothing.
    """
    guard(actor, "export_everything")
    proved, told = survey(file)
    made = 0
    if begin_restore(actor=actor, export=proved.sha256, told=told, at=timezone.now()):
        made = _bring(file, proved, actor, report)
    return Restored(made, told.orders, proved)


def survey(file: Path) -> tuple[Proved, Told]:
    """Prove the file, and compare its orders with those that are here."""
    told, waiting = Told(), dict[str, tuple[datetime, datetime]]()

    def look(body: Body) -> None:
        nonlocal told
        placed, made = body["placed_at"], body["created_at"]
        moments = datetime.fromisoformat(placed), datetime.fromisoformat(made)
        waiting[body["number"]] = moments
        if len(waiting) == SLICE:
            told = compare(told, waiting)
            waiting.clear()

    proved = prove(file, look=look)
    return proved, compare(told, waiting)


def _bring(file: Path, proved: Proved, actor: Actor, report: Report) -> int:
    ids, made, done = Ids(), 0, 0
    for line, kind, bodies in _slices(file):
        made += restore_slice(
            actor=actor,
            export=proved.sha256,
            line=line,
            kind=kind,
            bodies=bodies,
            ids=ids,
            at=timezone.now(),
        )
        done += len(bodies)
        report(done, proved.total)
    end_restore(actor=actor, export=proved.sha256, records=proved.records, at=timezone.now())
    return made


def _slices(file: Path) -> Iterator[tuple[int, str, list[Body]]]:
    """Records of one kind that follow each other, with the line of the first."""
    first, last, bodies = 0, "", list[Body]()
    for line, kind, body in each_record(file):
        if bodies and (kind != last or len(bodies) == SLICE):
            yield first, last, bodies
            bodies = []
        if not bodies:
            first, last = line, kind
        bodies.append(body)
    if bodies:
        yield first, last, bodies
