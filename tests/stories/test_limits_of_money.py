"""A limit of money has an amount for each currency, and whoever passes it is told which."""

from __future__ import annotations

import pytest

from orderkin.families.models import Recipe
from orderkin.lib.actor import Actor
from orderkin.orders.models import Order
from tests.doors import Ask, Door, Refused
from tests.families.relatives import line_of
from tests.makers import PIN, give_pin, make_order_in, set_settings

pytestmark = pytest.mark.django_db


def free(order: Order, units: int = 1, **more: str) -> Ask:
    return Ask(lines=[(line_of(order, "LAMP").pk, units, "free")], reason="lost", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("currency", "price", "within", "above", "said", "cap"),
    [
        ("EUR", 4900, 2, 3, "€147.00", "€100.00"),
        ("JPY", 5000, 2, 3, "¥15,000", "¥10,000"),
        ("KWD", 20_000, 2, 3, "60.000", "50.000"),
    ],
)
def test_a_cap_is_an_amount_in_each_currency(
    door: Door, currency: str, price: int, within: int, above: int, said: str, cap: str
) -> None:
    set_settings(customer_cap_value={"EUR": 10_000, "JPY": 10_000, "KWD": 50_000})
    order = make_order_in(currency, price)
    assert "customer_cap_value" not in door.dry_run(order.number, free(order, within))
    told = door.dry_run(order.number, free(order, above))
    assert "customer_cap_value" in told
    assert said in told
    assert cap in told


def test_in_a_currency_without_an_amount_any_free_value_is_above_the_cap(door: Door) -> None:
    set_settings(customer_cap_value={"EUR": 10_000})
    order = make_order_in("USD", 100)
    told = door.dry_run(order.number, free(order))
    assert "no cap is set in USD" in told
    assert "$1.00" in told


def test_what_was_given_in_one_currency_does_not_count_in_another(door: Door) -> None:
    set_settings(customer_cap_value={"EUR": 10_000, "JPY": 10_000})
    yen, euros = make_order_in("JPY", 9000), make_order_in("EUR", 4900)
    door.create_related_order(yen.number, free(yen))
    assert "customer_cap_value" not in door.dry_run(euros.number, free(euros, 2))
    assert "customer_cap_value" in door.dry_run(yen.number, free(yen))


def test_a_recipe_asks_for_a_pin_above_an_amount_in_each_currency(door: Door, maja: Actor) -> None:
    give_pin(maja)
    recipe = Recipe.objects.get(code="reship")
    recipe.rules = {**recipe.rules, "pin": "above", "pin_above": {"EUR": 4900, "JPY": 9000}}
    recipe.save()
    yen = make_order_in("JPY", 5000)
    told = door.dry_run(yen.number, free(yen, 2, recipe="reship"))
    figures = {"10000", "9000"} if '"pin_limit"' in told else {"¥10,000", "¥9,000"}
    assert all(figure in told for figure in figures)
    with pytest.raises(Refused, match="Security PIN"):
        door.create_related_order(yen.number, free(yen, 2, recipe="reship"))
    assert door.create_related_order(yen.number, free(yen, recipe="reship"))
    assert door.create_related_order(yen.number, free(yen, 2, recipe="reship", pin=PIN))


@pytest.mark.parametrize("limit", [{}, {"EUR": 4900}])
def test_a_recipe_asks_for_a_pin_in_a_currency_that_it_does_not_name(
    door: Door, maja: Actor, limit: dict[str, int]
) -> None:
    give_pin(maja)
    recipe = Recipe.objects.get(code="reship")
    recipe.rules = {**recipe.rules, "pin": "above", "pin_above": limit}
    recipe.save()
    order = make_order_in("USD", 100)
    with pytest.raises(Refused, match="Security PIN"):
        door.create_related_order(order.number, free(order, recipe="reship"))


def test_without_a_recipe_the_settings_hold_the_same_way(door: Door, maja: Actor) -> None:
    give_pin(maja)
    set_settings(plain_pin_above={"EUR": 10_000})
    euros, dollars = make_order_in("EUR", 4900), make_order_in("USD", 100)
    assert door.create_related_order(euros.number, free(euros, 2))
    with pytest.raises(Refused, match="Security PIN"):
        door.create_related_order(dollars.number, free(dollars))
