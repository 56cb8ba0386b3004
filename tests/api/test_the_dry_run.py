"""preview=true shows the exact result and makes nothing; its token commits exactly that."""

from __future__ import annotations

from typing import Any

import pytest

from orderkin.client.actors import SYSTEM
from orderkin.families.models import Recipe
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.models import Intent, Order
from orderkin.products.models import ProductPrice, Stock
from tests.api.door import Program
from tests.makers import AT, make_order, make_shipped_order

BODY: dict[str, Any] = {
    "recipe": "replacement",
    "reason": "damaged",
    "customer_service_notes": "The shade is cracked.",
}


@pytest.fixture
def parent(db: None) -> Order:
    """Åse's order, sent: two lamps and a shelf."""
    return make_shipped_order()


@pytest.fixture
def body(parent: Order) -> dict[str, Any]:
    """A free lamp, as the recipe has it."""
    return {**BODY, "lines": [{"parent_line": parent.lines.get(sku="LAMP").pk}]}


def look(program: Program, parent: Order, body: object) -> Any:
    answer = program.post(f"/orders/{parent.number}/related-orders?preview=true", body, key=None)
    assert answer.status_code == 200, answer.content
    return answer.json()


def create(program: Program, parent: Order, body: object) -> Any:
    return program.post(f"/orders/{parent.number}/related-orders", body)


def test_a_dry_run_makes_nothing(program: Program, parent: Order, body: dict[str, Any]) -> None:
    before = (Order.objects.count(), Intent.objects.count(), list(Stock.objects.values()))
    look(program, parent, body)
    assert (Order.objects.count(), Intent.objects.count(), list(Stock.objects.values())) == before


def test_what_is_shown_is_what_is_made(
    program: Program, parent: Order, body: dict[str, Any]
) -> None:
    seen = look(program, parent, body)
    made = create(program, parent, {**body, "preview_token": seen["token"]}).json()
    child = program.get(f"/orders/{made['number']}").json()
    for name in ("subtotal", "tax", "total", "given_free"):
        assert seen["totals"][name] == child["totals"][name]
    assert [line["sku"] for line in seen["lines"]] == [line["sku"] for line in child["lines"]]
    planned = [n["text"].replace("{number}", made["number"]) for n in seen["notes"]]
    written = [note["text"] for note in child["notes"]]
    assert sorted(text for text in planned if "created by" not in text) == sorted(
        text for text in written if "created by" not in text
    )


def test_it_says_when_stock_is_short(program: Program, parent: Order, body: dict[str, Any]) -> None:
    Stock.objects.filter(product__sku="LAMP").update(on_hand=0)
    warnings = look(program, parent, body)["warnings"]
    assert [one["code"] for one in warnings] == ["cannot_ship"]
    assert "LAMP" in warnings[0]["sentence"]


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("stock", lambda: Stock.objects.filter(product__sku="LAMP").update(on_hand=1)),
        ("prices", lambda: ProductPrice.objects.filter(product__sku="LAMP").update(amount=5100)),
        ("recipe", lambda: Recipe.objects.filter(code="replacement").update(version=9)),
        ("order", lambda: Order.objects.update(version=9)),
    ],
)
def test_the_token_is_refused_when_something_changed_and_says_what(
    program: Program, parent: Order, body: dict[str, Any], what: str, change: Any
) -> None:
    token = look(program, parent, body)["token"]
    change()
    answer = create(program, parent, {**body, "preview_token": token})
    assert (answer.status_code, answer.json()["code"]) == (409, "preview_outdated")
    assert answer.json()["changed"] == [what]
    assert Order.objects.count() == 1


def test_a_made_up_token_is_refused(program: Program, parent: Order, body: dict[str, Any]) -> None:
    answer = create(program, parent, {**body, "preview_token": "made:up"})
    assert (answer.status_code, answer.json()["code"]) == (422, "preview_invalid")


def test_a_look_alike_is_shown_and_refused_only_when_asked(
    program: Program, parent: Order, body: dict[str, Any]
) -> None:
    first = create(program, parent, {**body, "lookalike": "refuse"}).json()["number"]
    assert look(program, parent, body)["lookalike"]["number"] == first
    answer = create(program, parent, {**body, "lookalike": "refuse"})
    assert (answer.status_code, answer.json()["code"]) == (409, "lookalike")
    assert answer.json()["number"] == first
    assert create(program, parent, body).status_code == 201


def test_more_than_was_sold_is_blocked_by_the_recipe(
    program: Program, parent: Order, body: dict[str, Any]
) -> None:
    body["lines"][0]["quantity"] = 2
    create(program, parent, body)
    body["lines"][0]["quantity"] = 1
    assert [one["blocks"] for one in look(program, parent, body)["warnings"]] == [True]
    answer = create(program, parent, body)
    assert (answer.status_code, answer.json()["code"]) == (409, "guard_blocks")
    overriding = create(program, parent, {**body, "override": "Promised on the phone"})
    assert (overriding.status_code, overriding.json()["code"]) == (403, "right_missing")


def test_it_says_when_what_is_replaced_never_left(program: Program) -> None:
    parent = make_order()
    lamp, board = (parent.lines.get(sku=sku).pk for sku in ("LAMP", "BOARD"))
    ship = f"/orders/{parent.number}/shipments"
    parcel = {"carrier": "DHL", "units": [{"line": lamp, "quantity": 1}]}
    assert program.post(ship, parcel).status_code == 201
    lines = [{"parent_line": lamp, "quantity": 2}, {"parent_line": board}]
    seen = look(program, parent, {**BODY, "lines": lines})["warnings"]
    assert [(one["code"], one["blocks"]) for one in seen] == [("not_shipped", False)] * 2
    assert [one["sentence"] for one in seen] == [
        "1 of 2 Reading lamp has been shipped; 2 would be replaced.",
        "0 of 2 Oak board has been shipped; 1 would be replaced.",
    ]
    one_lamp = {**BODY, "lines": [{"parent_line": lamp}]}
    assert look(program, parent, one_lamp)["warnings"] == []


def test_a_recipe_offers_what_it_says_and_nothing_else(program: Program, parent: Order) -> None:
    shelf, board = (parent.lines.get(sku=sku).pk for sku in ("SHELF", "BOARD"))
    for line, code in (
        ({"parent_line": board}, None),
        ({"parent_line": shelf, "sku": "SCREW"}, None),
        ({"parent_line": shelf}, "not_offered"),
        ({"sku": "BULB"}, "not_offered"),
    ):
        body = {"recipe": "parts", "lines": [line]}
        place = f"/orders/{parent.number}/related-orders?preview=true"
        answer = program.post(place, body, key=None)
        assert answer.json().get("code") == code, line
        if code:
            assert (answer.status_code, answer.json()["field"]) == (422, "lines.0")


def test_what_never_left_was_not_kept(program: Program) -> None:
    parent = make_order()
    lamp = parent.lines.get(sku="LAMP").pk
    body = {"recipe": "wrong_item_kept", "kept": [{"parent_line": lamp, "arrived_sku": "BULB"}]}
    answer = create(program, parent, body)
    assert (answer.status_code, answer.json()["code"]) == (422, "kept_not_shipped")
    ship_order(actor=SYSTEM, number=parent.number, carrier="DHL", at=AT)
    assert create(program, parent, body).status_code == 201


@pytest.mark.parametrize("recipe", ["", "replacement"])
def test_only_a_recipe_that_asks_for_kept_units_records_them(
    program: Program, parent: Order, recipe: str
) -> None:
    kept = [{"parent_line": parent.lines.get(sku="LAMP").pk, "arrived_sku": "BULB"}]
    answer = create(program, parent, {"recipe": recipe, "reason": "damaged", "kept": kept})
    assert (answer.status_code, answer.json()["code"]) == (422, "records_no_kept")


def test_the_unit_that_was_kept_is_part_of_it(program: Program, parent: Order) -> None:
    lamp = parent.lines.get(sku="LAMP")
    body = {
        "recipe": "wrong_item_kept",
        "lines": [{"parent_line": lamp.pk}],
        "kept": [{"parent_line": lamp.pk, "arrived_sku": "BULB"}],
    }
    expected = [{"parent_line": lamp.pk, "arrived_sku": "BULB", "quantity": 1}]
    assert look(program, parent, body)["kept"] == expected
    assert create(program, parent, body).status_code == 201
