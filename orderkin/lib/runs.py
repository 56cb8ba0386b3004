"""Runs of three characters, as trigram indexes know them, and which of them tell most (pure)."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable

# A text of more runs than this is looked up by so many of its rarest.
MOST = 6
RAREST = 4
AGAIN_AFTER = 3600.0  # seconds
# Fewer texts than this say nothing.
ENOUGH = 100


def runs(text: str) -> list[str]:
    """Each run of three letters or digits, once, in order: `ab-cdef` has `cde` and `def`."""
    known = dict.fromkeys(text[at : at + 3] for at in range(len(text) - 2))
    return [run for run in known if all(c.isalpha() or c.isdecimal() for c in run)]


def telling(text: str, counted: Counted) -> list[str]:
    """The few runs that tell a long text from others; none when it is short as it is.

    An index that is asked for every run of `somebody@mail.example` reads what nearly every text
    holds beside what few do. Of many that are equally rare, some from everywhere.
    """
    known = runs(text)
    if len(known) <= MOST:
        return []
    counts = counted()
    limit = sorted(counts.get(run, 0) for run in known)[RAREST - 1]
    rare = [run for run in known if counts.get(run, 0) <= limit]
    return [rare[at * len(rare) // RAREST] for at in range(RAREST)]


class Counted:
    """How many of some texts hold each run. Read when it is asked for, again after an hour.

    Nothing that is found depends on it, only how fast.
    """

    def __init__(self, read: Callable[[], Iterable[str]]) -> None:
        self._read = read
        self._counts: dict[str, int] = {}
        self._until = 0.0
        self.texts = 0

    def __call__(self) -> dict[str, int]:
        if time.monotonic() >= self._until:
            counts, texts = Counter[str](), 0
            for text in self._read():
                counts.update({text[at : at + 3] for at in range(len(text) - 2)})
                texts += 1
            # Of an empty database nothing is known yet.
            wait = AGAIN_AFTER if texts else AGAIN_AFTER / 60
            self._counts, self.texts = counts, texts
            self._until = time.monotonic() + wait
        return self._counts

    def most(self, text: str) -> int:
        """How many of the texts hold this one at most: as many as hold its rarest run."""
        counts = self()
        if self.texts < ENOUGH:
            return self.texts
        return min((counts.get(run, 0) for run in runs(text)), default=self.texts)

    def seldom(self, text: str) -> bool:
        """Whether two of its runs are in none of the texts: one alone may be by chance."""
        counts = self()
        return self.texts >= ENOUGH and sum(run not in counts for run in runs(text)) > 1
