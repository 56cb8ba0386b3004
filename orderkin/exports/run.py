"""A full export in the queue: one thread reads one moment, this one tells how far it is."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection
from django.utils import timezone

from orderkin.client.actors import actor_by_email
from orderkin.client.guarding import guard
from orderkin.exports.keeping import place
from orderkin.exports.writing import write_export
from orderkin.jobs.running import InHand
from orderkin.lib.actor import Actor

LOOK_EVERY = 0.2


class _Abandoned(Exception):
    """Nobody waits for this file any more."""


@dataclass
class _Reader:
    """The moment is held by a connection of its own: the job's must go on telling progress."""

    file: Path
    actor: Actor
    done: int = 0
    total: int = 0
    abandoned: bool = False
    wrong: list[BaseException] = field(default_factory=list)

    def read(self) -> None:
        try:
            write_export(self.file, actor=self.actor, at=timezone.now(), report=self._tell)
        except BaseException as wrong:  # noqa: BLE001  # told to whoever waits, in their thread
            self.wrong.append(wrong)
        finally:
            connection.close()

    def _tell(self, done: int, total: int) -> None:
        if self.abandoned:
            raise _Abandoned
        self.done, self.total = done, total


def work(in_hand: InHand) -> None:
    """The queue's job of kind `export`. Taken over, it begins again: a file has one moment."""
    actor = actor_by_email(str(in_hand.arguments["by"]), "job")
    guard(actor, "export_everything")
    reader = _Reader(place(str(in_hand.arguments["stored"])), actor)
    thread = threading.Thread(target=reader.read, name="full-export")
    thread.start()
    try:
        while thread.is_alive():
            thread.join(LOOK_EVERY)
            in_hand.report(reader.done, reader.total)
    finally:
        reader.abandoned = True
        thread.join()
    for wrong in reader.wrong:
        raise wrong
    in_hand.report(reader.total, reader.total, now=True)
