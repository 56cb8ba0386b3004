"""One verb for many orders: each on its own, with a result of its own, never twice."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import Any

import pytest
from django.utils import timezone

from orderkin.bulk import acts
from orderkin.bulk.actions.start_bulk import start_bulk
from orderkin.bulk.actions.stop_bulk import stop_bulk
from orderkin.bulk.models import BulkRun
from orderkin.bulk.queries import one_bulk, orders_of, results_of
from orderkin.bulk.settling import AlreadySettled
from orderkin.client.actions.retire_employee import retire_employee
from orderkin.client.actors import SYSTEM
from orderkin.jobs import worker
from orderkin.jobs.models import Job
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid, NotAllowed
from orderkin.notes.actions.add_note import add_note
from orderkin.notes.models import Note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.models import Order
from tests.makers import AT, make_actor, make_order, unused_key

pytestmark = pytest.mark.django_db(transaction=True)


def start(actor: Actor, verb: str, numbers: list[str] | None = None, **more: Any) -> BulkRun:
    told = {"arguments": {}, "key": unused_key(), "at": AT, **more}
    return start_bulk(actor=actor, verb=verb, numbers=numbers or [], **told)


def work() -> None:
    while worker.do_one("test", threading.Event()):
        pass


def notes(order: Order) -> int:
    return Note.objects.filter(order=order, text="Recall 12").count()


RECALL: dict[str, Any] = {"kind": "customer_service", "text": "Recall 12", "is_private": False}


def test_every_chosen_order_is_set_on_hold() -> None:
    maja, orders = make_actor(), [make_order() for _ in range(3)]
    run = start(maja, "hold", [one.number for one in orders], arguments={"reason": "Recall"})
    work()
    assert {one.status for one in Order.objects.all()} == {"on_hold"}
    assert (one_bulk(run.pk).state, one_bulk(run.pk).done) == ("done", 3)


def test_an_order_that_refuses_says_why_and_stops_no_other() -> None:
    maja, orders = make_actor(), [make_order() for _ in range(3)]
    cancel_order(actor=SYSTEM, number=orders[1].number, reason="No stock", at=AT)
    run = start(maja, "hold", [one.number for one in orders], arguments={"reason": "Recall"})
    work()
    (refused,) = results_of(run.pk, state="refused").rows
    assert (refused.number, one_bulk(run.pk).done) == (orders[1].number, 2)
    assert orders[1].number in refused.sentence


def test_all_that_match_are_gathered_before_any_is_changed() -> None:
    maja = make_actor()
    orders = [make_order() for _ in range(4)]
    run = start(maja, "hold", query="-hold:yes", arguments={"reason": "Recall"})
    work()
    assert one_bulk(run.pk).done == len(orders)


def test_a_number_typed_in_full_means_that_order_alone() -> None:
    maja = make_actor()
    chosen, _other = make_order(), make_order()
    add_note(actor=SYSTEM, number=_other.number, kind="general", text=chosen.number, at=AT)
    run = start(maja, "note", query=chosen.number, arguments=RECALL)
    work()
    assert [row.number for row in results_of(run.pk).rows] == [chosen.number]


def test_a_run_begun_again_does_no_order_twice() -> None:
    maja, orders = make_actor(), [make_order() for _ in range(3)]
    start(maja, "note", [one.number for one in orders], arguments=RECALL)
    work()
    Job.objects.update(state="waiting", leased_until=None)
    work()
    assert [notes(one) for one in orders] == [1, 1, 1]


def test_a_worker_that_comes_late_takes_back_what_it_did() -> None:
    maja, order = make_actor(), make_order()
    run = start(maja, "note", [order.number], arguments=RECALL)
    late = replace(maja, errand=run.items.get().pk)
    work()
    with pytest.raises(AlreadySettled):
        add_note(actor=late, number=order.number, at=timezone.now(), **RECALL)
    assert notes(order) == 1


def test_a_run_that_dies_half_way_goes_on_with_the_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    maja, orders = make_actor(), [make_order() for _ in range(4)]
    run = start(maja, "note", [one.number for one in orders], arguments=RECALL)
    told: list[str] = []

    def dies(*args: Any, **kwargs: Any) -> None:
        told.append(kwargs["number"])
        acts.do(*args, **kwargs)
        if len(told) == 2:
            raise RuntimeError("The machine was switched off.")

    monkeypatch.setattr("orderkin.bulk.run.do", dies)
    worker.do_one("first", threading.Event())
    assert one_bulk(run.pk).waiting == 2
    Job.objects.update(run_after=timezone.now())
    work()
    assert [notes(one) for one in orders] == [1, 1, 1, 1]


def test_the_same_key_starts_one_run() -> None:
    maja, order, key = make_actor(), make_order(), unused_key()
    first = start(maja, "note", [order.number], arguments=RECALL, key=key)
    again = start(maja, "note", [order.number], arguments=RECALL, key=key)
    work()
    assert (first.pk, notes(order)) == (again.pk, 1)


def test_a_stopped_run_leaves_the_waiting_orders_alone() -> None:
    maja, order = make_actor(), make_order()
    run = start(maja, "note", [order.number], arguments=RECALL)
    stop_bulk(actor=maja, run_id=run.pk, at=AT)
    work()
    assert (notes(order), one_bulk(run.pk).state) == (0, "canceled")


def test_an_export_only_gathers() -> None:
    viewer = make_actor("Otto Berg", role="viewer")
    orders = [make_order() for _ in range(3)]
    run = start(viewer, "export", query="")
    work()
    assert {row.number for row in orders_of(run.pk)} == {one.number for one in orders}
    assert {one.version for one in Order.objects.all()} == {one.version for one in orders}


def test_every_order_there_is_cannot_be_canceled_by_accident() -> None:
    make_order()
    with pytest.raises(Invalid) as refused:
        start(make_actor(), "cancel", query="  ", arguments={"reason": "Oops"})
    assert refused.value.code == "too_wide"


def test_nothing_chosen_is_refused() -> None:
    with pytest.raises(Invalid) as refused:
        start(make_actor(), "note", ["no-such-number"], arguments=RECALL)
    assert refused.value.code == "nothing_chosen"


def test_a_hold_without_a_reason_is_refused_at_once() -> None:
    order = make_order()
    with pytest.raises(Invalid) as refused:
        start(make_actor(), "hold", [order.number], arguments={"reason": "  "})
    assert (refused.value.code, refused.value.field) == ("reason_required", "reason")


def test_a_viewer_holds_nothing() -> None:
    order = make_order()
    with pytest.raises(NotAllowed):
        start(make_actor(role="viewer"), "hold", [order.number], arguments={"reason": "Recall"})


def test_who_has_left_since_does_nothing_more() -> None:
    maja, order = make_actor(), make_order()
    run = start(maja, "note", [order.number], arguments=RECALL)
    lead = make_actor("Lena Voss", role="client_admin")
    retire_employee(actor=lead, employee_id=maja.employee, at=AT)
    work()
    assert (notes(order), one_bulk(run.pk).state) == (0, "failed")
