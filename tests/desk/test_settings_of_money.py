"""A limit of money is typed and read as money of the shop."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from orderkin.client.settings import current_settings
from tests.makers import make_shop, set_settings

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]
CAP = "customer_cap_value"


def _type(seat: Seat, text: str) -> tuple[int, str]:
    answer = seat("client_admin").post("/settings/?q=cap", {"shown": [CAP], CAP: text})
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize("text", ["100", "100.00", "100,00"])
def test_a_hundred_is_a_hundred_euros(seat: Seat, text: str) -> None:
    make_shop()
    assert _type(seat, text)[0] == 302
    assert current_settings().customer_cap_value == 10_000


def test_it_is_shown_as_it_was_typed(seat: Seat) -> None:
    make_shop()
    set_settings(customer_cap_value=12_345)
    page = seat("client_admin").get("/settings/").content.decode()
    assert f'name="{CAP}" value="123.45"' in page


@pytest.mark.parametrize("text", ["a lot", "1.234", "-5"])
def test_what_is_no_amount_is_refused_and_stays_on_the_page(seat: Seat, text: str) -> None:
    make_shop()
    code, page = _type(seat, text)
    assert code == 422
    assert f'name="{CAP}" value="{text}"' in page
    assert current_settings().customer_cap_value == 0
