"""Several people at the same moment: threads with connections of their own."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from django.db import connection

from orderkin.families.models import Relation
from orderkin.families.tree import Link, faults

PATIENCE = 30


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Start all deeds together; what each returned, or the exception it ended with."""
    outcomes: list[Any] = [None] * len(deeds)
    start = threading.Barrier(len(deeds))

    def run(place: int, deed: Callable[[], Any]) -> None:
        try:
            start.wait(PATIENCE)
            outcomes[place] = deed()
        except Exception as wrong:
            outcomes[place] = wrong
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(deeds)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert not any(thread.is_alive() for thread in threads), "somebody still waits"
    return outcomes


def stored_faults() -> list[tuple[int, str]]:
    """What is wrong with the links as they are stored."""
    rows = Relation.objects.order_by("pk").values_list("child_id", "parent_id", "root_id")
    return faults(Link(*row) for row in rows)
