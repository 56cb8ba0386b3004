"""A limit of money is typed and read as money, an amount for each currency."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.client.models import Company
from orderkin.client.settings import current_settings
from orderkin.families.models import Recipe
from orderkin.families.recipes import rules_from
from tests.makers import make_shop, set_settings

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]
CAP = "customer_cap_value"


def _type(seat: Seat, text: str) -> tuple[int, str]:
    answer = seat("client_admin").post("/settings/?q=cap", {"shown": [CAP], CAP: text})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("100.00 EUR, 120 USD, 15000 JPY", {"EUR": 10_000, "USD": 12_000, "JPY": 15_000}),
        ("EUR 100,00; usd 120.5", {"EUR": 10_000, "USD": 12_050}),
        ("1.000,50 EUR 15 000 JPY", {"EUR": 100_050, "JPY": 15_000}),
        ("1.250 KWD, 0 EUR", {"KWD": 1250, "EUR": 0}),
        ("", {}),
    ],
)
def test_each_currency_is_typed_with_its_own_decimals(
    seat: Seat, text: str, kept: dict[str, int]
) -> None:
    make_shop()
    assert _type(seat, text)[0] == 302
    assert current_settings().customer_cap_value == kept


@pytest.mark.parametrize("text", ["100", "100.00", "100,00"])
def test_an_amount_alone_is_money_of_the_shop(seat: Seat, text: str) -> None:
    make_shop()
    assert _type(seat, text)[0] == 302
    assert current_settings().customer_cap_value == {"EUR": 10_000}


def test_where_companies_sell_in_two_currencies_it_has_to_be_said(seat: Seat) -> None:
    make_shop()
    Company.objects.create(name="Lampan", currency="SEK")
    assert _type(seat, "100")[0] == 422


def test_it_is_shown_as_it_was_typed(seat: Seat) -> None:
    make_shop()
    set_settings(customer_cap_value={"JPY": 500, "EUR": 12_345})
    page = seat("client_admin").get("/settings/").content.decode()
    assert f'name="{CAP}" value="123.45 EUR, 500 JPY"' in page


@pytest.mark.parametrize(
    "text",
    ["a lot", "1.234 EUR", "-5 EUR", "5 EUR, 6 EUR", "5 EUX", "5 6", "15.5 JPY", "9" * 30 + " EUR"],
)
def test_what_is_no_amount_is_refused_and_stays_on_the_page(seat: Seat, text: str) -> None:
    make_shop()
    code, page = _type(seat, text)
    assert code == 422
    assert f'name="{CAP}" value="{text}"' in page
    assert current_settings().customer_cap_value == {}


def _recipe(seat: Seat, text: str) -> str:
    recipe = Recipe.objects.get(code="reship")
    rules = {k: v for k, v in rules_from(recipe.rules).document().items() if v is not False}
    typed = {**rules, "pin": "above", "pin_above": text, "name": recipe.name, "active": "on"}
    typed |= {"kind": recipe.kind.code, "position": 1, "version": recipe.version}
    return seat("client_admin").post("/settings/recipes/reship/", typed).content.decode()


def test_a_recipe_is_told_its_limit_the_same_way(seat: Seat) -> None:
    make_shop()
    _recipe(seat, "20 EUR, 3000 JPY")
    rules = rules_from(Recipe.objects.get(code="reship").rules)
    assert rules.pin_above == {"EUR": 2000, "JPY": 3000}
    agent = seat()
    assert "Above a free value: €20.00, ¥3,000" in agent.get("/settings/recipes/").content.decode()
    page = agent.get("/settings/recipes/reship/").content.decode()
    assert 'value="20.00 EUR, 3000 JPY"' in page


def test_a_recipe_keeps_what_could_not_be_read(seat: Seat) -> None:
    make_shop()
    page = _recipe(seat, "twenty")
    assert 'value="twenty"' in page
    assert "such as 100.00 EUR" in page
