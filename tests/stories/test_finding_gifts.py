"""What is found as free is what was given free, in the list and over the API."""

from __future__ import annotations

import pytest

from orderkin.families.wishes import WishLine
from orderkin.lib.actor import Actor
from tests.doors import Door
from tests.families.relatives import line_of, make_child
from tests.makers import make_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("price", "query"), [(1, "free:yes"), (4900, "free:no has:parent")])
def test_a_cent_for_a_lamp_is_found_as_a_gift(
    door: Door, maja: Actor, price: int, query: str
) -> None:
    order = make_order(("LAMP", 1))
    line = line_of(order, "LAMP").pk
    wish = WishLine(line, price_basis="custom", unit_price=price, price_reason="As promised")
    child = make_child(order, maja, wish)
    other = {"free:yes": "free:no has:parent"}.get(query, "free:yes")
    assert child.number in door.find(query)
    assert child.number not in door.find(other)
