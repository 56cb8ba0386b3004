"""What was one number for all currencies becomes the same number in each that is used."""

from __future__ import annotations

from importlib import import_module

import pytest
from django.apps import apps

from orderkin.client.models import ClientSettings, Company
from orderkin.client.settings import current_settings
from orderkin.families.models import Recipe
from orderkin.families.recipes import rules_from
from orderkin.orders.models import Order
from tests.makers import AT, make_order

pytestmark = pytest.mark.django_db
MOVE = import_module("orderkin.families.migrations.0004_limits_per_currency")


def _kept(settings: dict[str, object], pin_above: object) -> Recipe:
    ClientSettings.objects.update_or_create(id=1, defaults={"values": settings, "changed_at": AT})
    recipe = Recipe.objects.get(code="reship")
    recipe.rules = {**recipe.rules, "pin": "above", "pin_above": pin_above}
    recipe.save()
    return recipe


def test_each_currency_in_use_keeps_the_number_it_was_held_to() -> None:
    order = make_order()
    Company.objects.create(name="Lampan", currency="SEK")
    Order.objects.filter(pk=order.pk).update(currency="JPY")
    recipe = _kept({"customer_cap_value": 10_000, "plain_pin_above": 0}, 2000)
    MOVE.per_currency(apps, None)
    recipe.refresh_from_db()
    settings = current_settings()
    assert settings.customer_cap_value == {"EUR": 10_000, "JPY": 10_000, "SEK": 10_000}
    assert settings.plain_pin_above == {}
    assert rules_from(recipe.rules).pin_above == {"EUR": 2000, "JPY": 2000, "SEK": 2000}


def test_a_limit_on_an_empty_desk_stays_a_limit() -> None:
    _kept({"customer_cap_value": 10_000}, 0)
    MOVE.per_currency(apps, None)
    assert current_settings().customer_cap_value == {"EUR": 10_000}
    assert rules_from(Recipe.objects.get(code="reship").rules).pin_above == {}


def test_the_way_back_keeps_the_smallest_and_loses_no_limit() -> None:
    _kept({"customer_cap_value": {"EUR": 10_000, "JPY": 500}, "plain_pin_above": {"EUR": 0}}, {})
    MOVE.one_number(apps, None)
    values = ClientSettings.objects.get(id=1).values
    assert (values["customer_cap_value"], values["plain_pin_above"]) == (500, 1)
