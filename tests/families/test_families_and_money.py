"""Two people do anything in any order, thousands of times: families and money stay sound."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.families.families_and_money import FamiliesAndMoney
from tests.makers import make_actor, make_range

STEPS = 40
# Every run of the suite takes the same steps; more, and others, when a person asks for them. The
# arithmetic is the same on both databases, and PostgreSQL answers a test a good deal slower.
MORE = os.environ.get("ORDERKIN_TEST_EXAMPLES")
EXAMPLES = int(MORE or (100 if connection.vendor == "sqlite" else 40))

RUN = settings(
    max_examples=EXAMPLES,
    stateful_step_count=STEPS,
    derandomize=MORE is None,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
EVERY_VERB = {
    *("create_related_order", "link_orders", "unlink_order", "move_order", "undo_related_order"),
    *("cancel_order", "hold_order", "release_hold", "receive_payment", "refund_order"),
    *("ship_order", "return_units", "edit_order"),
}


@pytest.fixture
def desk(db: None) -> None:
    make_range()
    FamiliesAndMoney.people = (make_actor(), make_actor("Noor Haddad", role="client_admin"))
    FamiliesAndMoney.done.clear()


def test_families_and_money_stay_sound_whatever_two_people_do(desk: None) -> None:
    # Which verbs come up depends on the histories drawn; others are added until every one has.
    run_state_machine_as_test(FamiliesAndMoney, settings=RUN)
    for _more in range(5):
        if set(FamiliesAndMoney.done) < EVERY_VERB:
            others = settings(RUN, derandomize=False)
            run_state_machine_as_test(FamiliesAndMoney, settings=others)
    assert set(FamiliesAndMoney.done) == EVERY_VERB


@pytest.mark.parametrize(
    ("place", "wrong"),
    [
        ("families.linking.follow_root", lambda taken, order, root: None),
        ("families.writing._write_notes", lambda *plan: None),
        ("orders.actions.ship_order.move_stock", lambda moves: None),
        ("orders.steps._settle_payments", lambda order, empty: None),
    ],
)
def test_a_planted_fault_is_found(
    desk: None, monkeypatch: pytest.MonkeyPatch, place: str, wrong: Callable[..., None]
) -> None:
    monkeypatch.setattr(f"orderkin.{place}", wrong)
    only_find = settings(RUN, phases=[Phase.generate], max_examples=400, report_multiple_bugs=False)
    with pytest.raises(AssertionError):
        run_state_machine_as_test(FamiliesAndMoney, settings=only_find)
