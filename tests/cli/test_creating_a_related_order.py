"""`orderkin related-order create` makes, shows and refuses what the other ways do."""

from __future__ import annotations

import json
from typing import Any

import pytest
from click.testing import CliRunner

from orderkin.cli.related_order import related_order
from orderkin.families.models import Relation
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Refusal
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.models import Order
from tests.api.door import Program
from tests.makers import (
    AT,
    PIN,
    give_pin,
    make_order,
    make_order_in,
    make_shipped_order,
    set_settings,
)

pytestmark = pytest.mark.django_db


def run(maja: Actor, parent: Order, *options: str, typed: str = "") -> str:
    command = ["create", parent.number, "--as", maja.email, *options]
    result = CliRunner().invoke(related_order, command, input=typed)
    if result.exception:
        raise result.exception
    return result.output


def refused(maja: Actor, parent: Order, *options: str, typed: str = "") -> str:
    with pytest.raises(Refusal) as caught:
        run(maja, parent, *options, typed=typed)
    assert Relation.objects.count() == 0
    return caught.value.code


def test_nothing_but_the_number_makes_an_empty_child(maja: Actor) -> None:
    parent = make_order()
    told = run(maja, parent)
    assert told == f"Made {Relation.objects.get(parent=parent).child.number}.\n"


def test_lines_notes_recipe_and_reason_are_taken(maja: Actor) -> None:
    parent = make_order()
    lamp = parent.lines.get(sku="LAMP").pk
    options = ["--recipe", "replacement", "--reason", "damaged", "--notes", "Shade cracked"]
    made = json.loads(run(maja, parent, *options, "--line", f"#{lamp}*2=free", "--json"))
    assert (made["kind"], made["reason"], made["given_free"]) == ("replacement", "damaged", 9800)
    child = Order.objects.get(number=made["number"])
    assert child.notes.filter(kind="customer_service").get().text == "Shade cracked"


def test_a_dry_run_says_where_the_number_will_stand(maja: Actor) -> None:
    told = run(maja, make_order(), "--notes", "Call {number}", "--dry-run")
    assert "Related order (its number) created by" in told
    assert "Call {number}" in told


def test_the_same_key_makes_nothing_twice(maja: Actor) -> None:
    parent = make_order()
    run(maja, parent, "--key", "mine", "--line", "BULB")
    assert "was made before" in run(maja, parent, "--key", "mine", "--line", "BULB")
    assert Relation.objects.count() == 1


def test_the_dry_run_shows_what_the_api_shows_and_makes_nothing(maja: Actor) -> None:
    parent = make_order()
    seen = json.loads(run(maja, parent, "--line", "BULB*2=free", "--dry-run", "--json"))
    body = {"lines": [{"sku": "BULB", "quantity": 2, "price_basis": "free"}]}
    place = f"/orders/{parent.number}/related-orders?preview=true"
    answer: Any = Program(maja).post(place, body, key=None).json()
    assert without_moment(seen) == without_moment(answer)
    assert Relation.objects.count() == 0


def without_moment(seen: dict[str, Any]) -> dict[str, Any]:
    kinds = [(note["on"], note["kind"], note["system"]) for note in seen["notes"]]
    return {**seen, "notes": kinds, "token": seen["token"].partition(":")[0]}


def test_all_that_a_wish_can_say_can_be_typed(maja: Actor) -> None:
    parent = make_shipped_order()
    lamp = parent.lines.get(sku="LAMP").pk
    add_note(actor=maja, number=parent.number, kind="general", text="Rings at noon", at=AT)
    note = parent.notes.get(text="Rings at noon")
    options = [
        *("--recipe", "wrong_item_kept", "--kept", f"#{lamp}*1=BULB", "--take-note", str(note.pk)),
        *("--line", f"BULB@#{lamp}*2=2.50", "--price-reason", "Promised"),
    ]
    seen = json.loads(run(maja, parent, *options, "--dry-run", "--json"))
    [bulb] = seen["lines"]
    assert (bulb["sku"], bulb["answers"], bulb["quantity"]) == ("BULB", lamp, 2)
    assert (bulb["unit_price"], bulb["price_reason"]) == (250, "Promised")
    assert seen["kept"] == [{"parent_line": lamp, "arrived_sku": "BULB", "quantity": 1}]
    assert [n["text"] for n in seen["notes"] if n["quoted_from"]] == ["Rings at noon"]


def test_a_price_has_the_decimals_of_the_orders_currency(maja: Actor) -> None:
    parent = make_order_in("JPY", 4900)
    lamp = f"#{parent.lines.get(sku='LAMP').pk}"
    why = ("--price-reason", "Promised", "--dry-run", "--json")
    seen = json.loads(run(maja, parent, "--line", f"{lamp}=1200", *why))
    assert seen["lines"][0]["unit_price"] == 1200
    assert refused(maja, parent, "--line", f"{lamp}=12.5", *why) == "invalid"
    assert refused(maja, parent, "--kept", "LAMP") == "invalid"


def test_the_lines_of_the_parent_are_listed_with_their_ids(maja: Actor) -> None:
    parent = make_order()
    told = CliRunner().invoke(related_order, ["lines", parent.number]).output
    lamp, board = (parent.lines.get(sku=sku).pk for sku in ("LAMP", "BOARD"))
    rows = [" ".join(row.split()) for row in told.splitlines()]
    assert f"#{lamp} 2 x LAMP Reading lamp" in rows
    assert f"#{board} 2 x BOARD Oak board" in rows


def test_the_dry_run_can_be_read_by_a_person(maja: Actor) -> None:
    set_settings(require_pin_for_related_orders=True)
    text = run(maja, make_order(), "--line", "BULB*200=free", "--dry-run")
    assert "200 x BULB  free  €0.00  list €5.90  100 in stock" in text
    assert "Given free: €1,180.00" in text
    assert "BULB cannot ship now" in text
    assert "A Security PIN will be asked." in text


def test_a_required_pin_is_required_here_too(maja: Actor) -> None:
    set_settings(require_pin_for_related_orders=True)
    parent = make_order()
    assert refused(maja, parent) == "pin_not_set"
    give_pin(maja)
    assert refused(maja, parent) == "pin_required"
    assert refused(maja, parent, "--pin-file", "-", typed="111222\n") == "pin_wrong"
    assert run(maja, parent, "--pin-file", "-", typed=f"{PIN}\n").startswith("Made ")


def test_who_is_nobody_and_what_is_no_line_is_refused(maja: Actor) -> None:
    parent = make_order()
    assert refused(maja, parent, "--as", "nobody@shop.example") == "unknown_employee"
    assert refused(maja, parent, "--line", "#x*y=") == "unknown_sku"
    assert refused(maja, parent, "--line", "BULB=cheap") == "invalid"
    assert refused(maja, parent, "--line", "") == "invalid"
