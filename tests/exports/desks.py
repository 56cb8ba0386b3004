"""A desk with some of everything, and another one to bring it to."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

from django.apps import apps
from django.core.management import call_command

from orderkin.client.actors import SYSTEM
from orderkin.exports.restoring import Restored, restore
from orderkin.exports.writing import write_export
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.wishes import WishLine
from orderkin.lib.actor import Actor
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.actions.return_units import return_units
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Order
from tests.families.relatives import again, line_of, make_child
from tests.makers import (
    AT,
    give_pin,
    give_token,
    make_actor,
    make_customer,
    make_order,
    set_settings,
)

ROOT = Path(__file__).parents[2]
LATER = AT + timedelta(days=1)


def fill_desk() -> list[Order]:
    """Orders paid, shipped, returned, refunded, held, canceled, related, linked and unlinked."""
    maja = make_actor()
    give_pin(maja)
    give_token(maja)
    set_settings(lookalike_minutes=7)
    # Two buyers that nothing but their place tells apart.
    make_customer("Twin Berg")
    make_customer("Twin Berg")
    sold, other, third = make_order(), make_order(), make_order(("SHELF", 2))
    _live_through(sold, maja)
    child = make_child(sold, maja, again(sold, "LAMP", basis="free"), recipe="wrong_item_kept",
                       reason="wrong_item")  # fmt: skip
    bulb = WishLine(parent_line=line_of(child, "LAMP").pk, sku="BULB")
    grandchild = make_child(child, maja, bulb, recipe="goodwill", reason="missing")
    link_orders(actor=maja, number=other.number, parent=child.number, reason="Same", at=LATER)
    unlink_order(actor=maja, number=grandchild.number, reason="A mistake", at=LATER)
    hold_order(actor=maja, number=third.number, reason="Address", at=LATER)
    cancel_order(actor=maja, number=other.number, reason="No stock", at=LATER)
    add_note(actor=maja, number=sold.number, kind="customer_service", text="=Åse\n„rang“ 田中",
             is_private=True, at=LATER)  # fmt: skip
    return [sold, other, third, child, grandchild]


def _live_through(order: Order, maja: Actor) -> None:
    """Paid, sent in part, one lamp back and refunded."""
    told: dict[str, Any] = {"actor": maja, "number": order.number, "at": LATER}
    lamp = line_of(order, "LAMP").pk
    receive_payment(**told, amount=order.total, method="card")
    ship_order(**told, carrier="PostNord", tracking="SE123", units={lamp: 2})
    return_units(**told, units={lamp: 1}, restock=True)
    refund_order(**told, amount=4900, units={lamp: 1})


def write(file: Path) -> Path:
    """A full export of the desk as it stands."""
    write_export(file, actor=SYSTEM, at=LATER, report=lambda done, total: None)
    return file


def bring(file: Path) -> Restored:
    """Bring an export back to this desk."""
    return restore(file, actor=SYSTEM, report=lambda done, total: None)


def body_of(file: Path) -> list[bytes]:
    """All but the first line, which says when the export was made."""
    return file.read_bytes().splitlines(keepends=True)[1:]


def clear_desk() -> None:
    """This desk as a new one: empty tables, and the rules that come with it."""
    call_command("flush", interactive=False, verbosity=0)
    import_module("orderkin.families.migrations.0002_ready_made").write_defaults(apps, None)


def new_desk(data: Path) -> Path:
    """A desk of its own on SQLite, set up by the command line."""
    data.mkdir()
    command(data, "set-up")
    return data


def command(data: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """`orderkin …` for the desk in this folder."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("ORDERKIN_", "DJANGO_"))}
    env = {**kept, "ORDERKIN_DATA": str(data), "ORDERKIN_HTTPS": "0", "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-m", "orderkin", *words],
        env=env, cwd=data, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
