"""Money that could be given away twice: gifts by another name, credits, kits by their SKU."""

from __future__ import annotations

from typing import Any

import pytest

from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.models import Recipe
from orderkin.families.queries import order_page
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.orders.models import Order
from tests.makers import AT, make_actor, make_order, make_product, set_settings, unused_key

pytestmark = pytest.mark.django_db


def _line(order: Order, sku: str) -> int:
    return int(order.lines.filter(sku=sku).order_by("position").values_list("pk", flat=True)[0])


def _create(maja: Actor, order: Order, line: WishLine, recipe: str = "", reason: str = "") -> str:
    wish = Wish(lines=(line,), recipe=recipe, reason=reason, make_lookalike=True)
    made = create_related_order(actor=maja, number=order.number, wish=wish, key=unused_key(), at=AT)
    return made.number


def test_a_line_added_to_an_empty_related_order_is_taxed_like_the_parent(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    wish = Wish()
    made = create_related_order(actor=maja, number=order.number, wish=wish, key=unused_key(), at=AT)
    edit = OrderEdit(add=(DraftLine("LAMP", 1),))
    edit_order(actor=maja, number=made.number, edit=edit, at=AT)
    assert order_page(made.number).order.tax == 1225


def test_a_component_of_a_kit_within_a_kit_is_taxed_like_the_kit(maja: Actor) -> None:
    order = make_order(("SHELF", 1))
    line = WishLine(parent_line=_line(order, "SCREW"), quantity=100, price_basis="today")
    assert order_page(_create(maja, order, line)).order.tax == 500


@pytest.mark.parametrize(
    "line",
    [
        {"price_basis": "custom", "unit_price": 0, "price_reason": "Kind"},
        {"price_basis": "difference"},
    ],
)
def test_a_price_of_nothing_is_a_gift_whatever_it_is_called(
    maja: Actor, line: dict[str, object]
) -> None:
    order = make_order(("LAMP", 1))
    wish_line = WishLine(parent_line=_line(order, "LAMP"), **line)  # type: ignore[arg-type]
    page = order_page(_create(maja, order, wish_line))
    assert (page.lines[0].price_basis, page.order.given_free) == ("free", 4900)


def test_what_was_paid_is_credited_towards_one_upgrade_only(maja: Actor) -> None:
    make_product("LAMP2", "Reading lamp, large", price=6000)
    order = make_order(("LAMP", 1))
    line = WishLine(parent_line=_line(order, "LAMP"), sku="LAMP2")
    assert order_page(_create(maja, order, line, "upgrade")).order.subtotal == 1100
    with pytest.raises(Conflict) as refused:
        _create(maja, order, line, "upgrade")
    assert refused.value.code == "guard_blocks"


def test_a_kit_named_by_its_sku_answers_its_components_too(maja: Actor) -> None:
    order = make_order(("SHELF", 1))
    shelf = WishLine(parent_line=_line(order, "SHELF"), sku="SHELF")
    _create(maja, order, shelf, "replacement", "defective")
    board = WishLine(parent_line=_line(order, "BOARD"))
    with pytest.raises(Conflict) as refused:
        _create(maja, order, board, "replacement", "defective")
    assert refused.value.code == "guard_blocks"


def test_an_order_refunded_in_full_has_nothing_left_to_replace(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    receive_payment(actor=maja, number=order.number, amount=order.total, method="card", at=AT)
    refund_order(actor=maja, number=order.number, amount=order.total, at=AT)
    line = WishLine(parent_line=_line(order, "LAMP"))
    with pytest.raises(Conflict) as refused:
        _create(maja, order, line, "replacement", "defective")
    assert refused.value.code == "guard_blocks"


def test_a_replaced_unit_is_not_refunded_too_without_a_person_who_may(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    line = _line(order, "LAMP")
    receive_payment(actor=maja, number=order.number, amount=order.total, method="card", at=AT)
    _create(maja, order, WishLine(parent_line=line), "replacement", "defective")
    with pytest.raises(Conflict) as refused:
        refund_order(actor=maja, number=order.number, amount=100, units={line: 1}, at=AT)
    assert refused.value.code == "guard_blocks"
    lead = make_actor("Ingrid Dahl", role="client_admin")
    asked: dict[str, Any] = {
        "actor": lead,
        "number": order.number,
        "amount": 100,
        "units": {line: 1},
        "at": AT,
    }
    with pytest.raises(Conflict, match="Say why"):
        refund_order(**asked)
    refund_order(**asked, override="Lost a second time")
    assert order_page(order.number).order.refunded == 100


def test_an_edit_gives_away_no_more_than_the_pin_would_have_let_through(maja: Actor) -> None:
    recipe = Recipe.objects.get(code="goodwill")
    recipe.rules = {**recipe.rules, "pin": "above", "pin_above": {"EUR": 5000}}
    recipe.save()
    child = _create(maja, make_order(("LAMP", 1)), WishLine(sku="LAMP"), "goodwill")
    line = order_page(child).lines[0].id
    with pytest.raises(Conflict) as refused:
        edit_order(actor=maja, number=child, edit=OrderEdit(quantities={line: 1000}), at=AT)
    assert refused.value.code == "guard_blocks"
    assert order_page(child).order.given_free == 4900


def test_a_partial_refund_leaves_nothing_owed_and_the_order_completes(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    receive_payment(actor=maja, number=order.number, amount=order.total, method="card", at=AT)
    refund_order(actor=maja, number=order.number, amount=500, at=AT)
    ship_order(actor=maja, number=order.number, carrier="DHL", at=AT)
    head = order_page(order.number).order
    assert (head.balance, head.status) == (0, "completed")


def test_a_cap_counts_the_value_given_in_its_own_currency(maja: Actor) -> None:
    set_settings(customer_cap_value={"EUR": 20_000})
    first = make_order(("LAMP", 1))
    free = WishLine(parent_line=_line(first, "LAMP"), price_basis="free")
    child = _create(maja, first, free)
    Order.objects.filter(number=child).update(currency="JPY", given_free=500_000)
    second = make_order(("LAMP", 1))
    free = WishLine(parent_line=_line(second, "LAMP"), price_basis="free")
    wish = Wish(lines=(free,))
    made = create_related_order(
        actor=maja, number=second.number, wish=wish, key=unused_key(), at=AT
    )
    assert "customer_cap_value" not in made.warnings


def test_more_money_than_can_be_counted_is_refused(maja: Actor) -> None:
    order = make_order(("LAMP", 1))
    line = WishLine(
        parent_line=_line(order, "LAMP"),
        quantity=1_000_000,
        price_basis="custom",
        unit_price=10**14,
        price_reason="Typed by mistake",
    )
    with pytest.raises(Invalid) as refused:
        _create(maja, order, line)
    assert refused.value.code == "too_large"


def test_editing_a_quantity_keeps_the_exact_price(maja: Actor) -> None:
    make_product("THIRD", price=34)
    order = make_order(("THIRD", 3))
    order.lines.update(discount=2, total=100)
    line = order.lines.get().pk
    edit_order(actor=maja, number=order.number, edit=OrderEdit(quantities={line: 1}), at=AT)
    assert order_page(order.number).lines[0].total == 33
