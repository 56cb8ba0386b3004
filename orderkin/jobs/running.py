"""What a job's work sees of the queue: a place to report to, and the word to stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils import timezone

from orderkin.jobs.queue import Taken, renew

# Often enough for a progress bar, seldom enough not to be work of its own.
REPORT_EVERY = 1.0


class Stop(BaseException):
    """The work in hand ends here, between two slices; `why` is canceled, paused, lost, stopping.

    A BaseException, so that no `except Exception` around a slice swallows it.
    """

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass
class InHand:
    """A job being done. Call `report` between slices; it raises Stop when the work must end."""

    job: Taken
    stopping: threading.Event
    _last: float = field(default=0.0)

    @property
    def arguments(self) -> dict[str, object]:
        return dict(self.job.arguments)

    def report(self, done: int, total: int, *, now: bool = False) -> None:
        """Tell how far the work is and keep the lease. Raises Stop."""
        if self.stopping.is_set():
            raise Stop("stopping")
        clock = time.monotonic()
        if not now and clock - self._last < REPORT_EVERY:
            return
        self._last = clock
        wanted = renew(self.job, at=timezone.now(), done=done, total=total)
        if wanted is None:
            raise Stop("lost")
        if wanted:
            raise Stop("canceled" if wanted == "cancel" else "paused")


Work = Callable[[InHand], None]
