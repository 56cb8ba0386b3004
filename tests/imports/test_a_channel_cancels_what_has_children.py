"""What the channel cancels or refunds reaches the family as the same act at the desk does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orderkin.activity.models import Event
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.orders.models import Order
from tests.families.relatives import again, make_child
from tests.imports.bringing_in import bring_in, order
from tests.imports.test_what_the_channel_changed import BACK, SALE, export, ledger
from tests.makers import make_actor

pytestmark = pytest.mark.django_db(transaction=True)

Written = Callable[..., Path]
CANCELED = {"canceled": "2026-02-02 10:00:00 +0000"}
REFUNDED = {"paid": "refunded", "refunded": "24.00"}


def child_of(parent: Order, recipe: str) -> Order:
    sku = "IMP-LAMP" if parent.channel_number == "#7001" else "L1"
    return make_child(
        parent, make_actor("Ines"), again(parent, sku), recipe=recipe, reason="damaged"
    )


def status_of(child: Order) -> str:
    return Order.objects.get(pk=child.pk).status


def kinds(one: Order) -> list[str]:
    found = Event.objects.filter(subject_kind="order", subject_id=one.pk)
    return list(found.order_by("sequence").values_list("kind", flat=True))


@pytest.mark.parametrize(
    ("recipe", "changed", "status"),
    [
        ("replacement", CANCELED, "on_hold"),
        ("reship", CANCELED, "canceled"),
        ("goodwill", CANCELED, "in_process"),
        ("replacement", REFUNDED, "on_hold"),
        ("upgrade", CANCELED, "on_hold"),
        ("goodwill", REFUNDED, "in_process"),
    ],
)
def test_a_child_follows_its_recipe_when_the_channel_acts(
    written: Written, recipe: str, changed: dict[str, str], status: str
) -> None:
    bring_in(written(export(paid="paid")))
    child = child_of(order("#7001"), recipe)
    bring_in(written(export(**{"paid": "paid", **changed})))
    assert status_of(child) == status


def test_a_cancellation_of_the_channel_is_told_as_one(written: Written) -> None:
    bring_in(written(export()))
    bring_in(written(export(**CANCELED)))
    assert kinds(order("#7001")) == ["order.imported", "order.canceled"]


def test_a_refund_of_the_channel_is_told_as_one_and_only_once(written: Written) -> None:
    bring_in(written(export(paid="paid")))
    for _ in range(2):
        bring_in(written(export(**REFUNDED)))
    assert kinds(order("#7001")) == ["order.imported", "order.refunded"]


def test_a_c_invoice_holds_only_the_child_that_answers_its_line(written: Written) -> None:
    ledger(written, SALE)
    sale = order("5001")
    ines = make_actor("Ines")
    lamp = make_child(sale, ines, again(sale, "L1"), recipe="replacement", reason="damaged")
    shade = make_child(sale, ines, again(sale, "L2"), recipe="replacement", reason="damaged")
    ledger(written, SALE + BACK)
    assert (status_of(lamp), status_of(shade)) == ("on_hold", "in_process")


def test_what_was_replaced_and_then_refunded_there_comes_in_with_a_warning(
    written: Written,
) -> None:
    ledger(written, SALE)
    sale = order("5001")
    make_child(sale, make_actor("Ines"), again(sale, "L1", 6), recipe="replacement",
               reason="damaged")  # fmt: skip
    run: ImportRun = ledger(written, SALE + BACK)
    assert order("5001").refunded == 2 * 255
    assert (run.changed, run.refused) == (1, 0)
    [told] = ImportVerdict.objects.filter(run=run, outcome="warning", code="made_good_twice")
    assert told.values["orders"]
