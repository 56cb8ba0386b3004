"""A process that imports a run and dies at its n-th statement; started by the tests."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from typing import Any


def main(run_id: int, fatal: int, slice_orders: int) -> None:
    """Carry on with the run; `fatal` 0 lives to the end."""
    import django

    django.setup()
    from django.db import connection

    from orderkin.imports import run as running
    from orderkin.imports.models import ImportRun

    seen = 0

    def die(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen == fatal:
            os._exit(9)
        return execute(sql, params, many, context)

    running.SLICE_ORDERS = slice_orders
    run = ImportRun.objects.get(pk=run_id)
    with connection.execute_wrapper(die):
        running.carry_on(run, running.actor_of_run(run), lambda done, total: None)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:4]))
