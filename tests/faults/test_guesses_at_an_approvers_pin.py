"""Guessing an approver's PIN locks out who guesses, never the approver."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from orderkin.client import approvals
from orderkin.client.models import SecurityPin
from orderkin.client.pin_rules import LOCK_MINUTES, TRIES
from orderkin.client.pins import prove_pin
from orderkin.families.actions import create_related_order as action
from orderkin.families.actions.create_related_order import Approval
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotAllowed
from orderkin.orders.models import Order
from tests.families.at_once import at_once
from tests.families.relatives import LATER, again, make_child
from tests.makers import give_pin, make_actor, make_order, set_settings

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.concurrency]
RIGHT = "905263"


@pytest.fixture
def boss() -> Actor:
    """A Client Admin with a PIN, in a shop where every gift needs approval."""
    set_settings(customer_cap_value={"EUR": 1}, customer_cap_needs_approval=True)
    boss = make_actor("Noor Haddad", role="client_admin")
    give_pin(boss, RIGHT)
    return boss


def ask(asker: Actor, order: Order, boss: Actor, pin: str, minutes: int = 0) -> str:
    """The code of the refusal; empty when it was approved."""
    at, gift = LATER + timedelta(minutes=minutes), again(order, "LAMP", basis="free")
    try:
        make_child(order, asker, gift, approval=Approval(boss, pin), at=at)
    except NotAllowed as no:
        return no.code
    return ""


def guess(boss: Actor, times: int) -> tuple[Actor, Order, list[str]]:
    """Maja guesses, one after the other."""
    maja, order = make_actor(), make_order()
    return maja, order, [ask(maja, order, boss, f"{700000 + n}") for n in range(times)]


def check_only_the_asker_is_locked(boss: Actor) -> None:
    maja, order, codes = guess(boss, TRIES + 1)
    assert codes == ["pin_wrong"] * TRIES + ["pin_locked"]
    assert ask(maja, order, boss, RIGHT) == "pin_locked"
    assert ask(make_actor("Ingrid Dahl"), order, boss, RIGHT) == ""
    prove_pin(actor=boss, pin=RIGHT, at=LATER)
    assert ask(maja, order, boss, RIGHT, LOCK_MINUTES + 1) == ""


def test_five_wrong_guesses_keep_the_asker_from_asking_and_nobody_else(boss: Actor) -> None:
    check_only_the_asker_is_locked(boss)


def test_the_check_sees_a_guess_that_counts_against_the_approver(
    monkeypatch: pytest.MonkeyPatch, boss: Actor
) -> None:
    def on_the_approver(*, approver: Actor, asker: Actor, pin: str, at: object) -> None:
        prove_pin(actor=approver, pin=pin, at=at)  # type: ignore[arg-type]

    monkeypatch.setattr(action, "prove_approvers_pin", on_the_approver)
    with pytest.raises(AssertionError):
        check_only_the_asker_is_locked(boss)


def test_a_right_pin_forgets_the_wrong_ones(boss: Actor) -> None:
    maja, order, _codes = guess(boss, TRIES - 1)
    assert ask(maja, order, boss, RIGHT) == ""
    assert ask(maja, order, boss, "700000") == "pin_wrong"
    assert not SecurityPin.objects.exclude(attempts=0).exists()


def storm(boss: Actor) -> Counter[str]:
    maja, order = make_actor(), make_order()
    codes = at_once(*(lambda n=n: ask(maja, order, boss, f"{700000 + n}") for n in range(20)))
    return Counter(codes)


def test_twenty_guesses_at_once_are_five(boss: Actor) -> None:
    assert storm(boss) == {"pin_wrong": TRIES, "pin_locked": 20 - TRIES}


def test_the_check_sees_a_count_that_is_never_locked(
    monkeypatch: pytest.MonkeyPatch, boss: Actor
) -> None:
    monkeypatch.setattr(approvals, "TRIES", 1000)
    assert storm(boss) != {"pin_wrong": TRIES, "pin_locked": 20 - TRIES}
