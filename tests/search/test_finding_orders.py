"""Orders are found by what is on them."""

from __future__ import annotations

import pytest

from orderkin.search.find import find_orders
from tests.makers import AT, make_actor, make_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_order_is_found_by_its_number_and_by_part_of_the_name() -> None:
    order = make_order()
    asker = make_actor()
    assert find_orders(order.number, actor=asker, at=AT).ids == (order.pk,)
    assert find_orders("lindq", actor=asker, at=AT).ids == (order.pk,)
    assert find_orders("nobody", actor=asker, at=AT).ids == ()
