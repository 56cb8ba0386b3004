"""Files brought in as an employee would: started, then carried on to their end."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from orderkin.imports.actions.start_import import start_import
from orderkin.imports.models import ImportRun
from orderkin.imports.run import carry_on
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from tests.makers import AT, make_actor, make_shop


def bring_in(path: Path, *, mapping: dict[str, Any] | None = None, **choices: str) -> ImportRun:
    """Import the whole file at once and return its ended run."""
    make_shop()
    who = someone()
    with path.open("rb") as content:
        run = start_import(
            actor=who,
            file_name=path.name,
            content=content,
            at=AT,
            choices=choices,
            mapping=mapping,
            queue=False,
        )
    return carry_on(run, who, lambda done, total: None)


def someone() -> Actor:
    """The employee who imports, the same one each time."""
    from orderkin.client.actors import actor_of
    from orderkin.client.models import Employee

    known = Employee.objects.filter(email="maja.holm@shop.example").first()
    return actor_of(known, "desk") if known else make_actor()


def order(channel_number: str) -> Order:
    """The order the channel calls so."""
    return Order.objects.get(channel_number=channel_number)
