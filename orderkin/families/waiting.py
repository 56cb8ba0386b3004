"""Waiting for relatives without waiting in a ring."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.utils.translation import gettext as _

from orderkin.lib.errors import Conflict
from orderkin.sql import on_postgresql


@contextmanager
def waiting_briefly(*, upwards: bool) -> Iterator[None]:
    """Take locks that come after others out of key order: whoever waits too long gives way.

    Two relatives that are changed at once may each want the other; the one that looks `upwards`
    gives way first, so that one of them gets through. Both are shorter than PostgreSQL's search
    for deadlocks, so the refusal is ours and says what to do.
    """
    if not on_postgresql():
        yield
        return
    set_to = "SELECT set_config('lock_timeout', %s, true)"
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout')")
        before = cursor.fetchone()
        cursor.execute(set_to, ["200ms" if upwards else "800ms"])
        try:
            yield
        except OperationalError as waited:
            sentence = _("A related order is being changed right now. Try again.")
            raise Conflict(sentence, code="family_busy") from waited
        cursor.execute(set_to, before)
