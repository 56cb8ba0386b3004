"""Text without a space anywhere never pushes a page aside, at any width."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from orderkin.customers.addresses import Address
from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.wishes import Wish
from orderkin.imports.models import ImportRun
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.models import Order
from tests.makers import AT, make_actor, make_customer, unused_key

if TYPE_CHECKING:
    from tests.browser.conftest import Desk
    from tests.support.browsing import OpenPage

pytestmark = pytest.mark.browser
LONG = "W" * 180


@pytest.fixture
def places(desk: Desk) -> list[str]:
    """Pages that show a name, an address, a note and a file name of 180 letters."""
    customer = make_customer(LONG, email=f"{LONG}@post.example")
    place = Address(name=LONG, line1=LONG, city=LONG, postcode="1", country="SE").document()
    Order.objects.filter(pk=desk.order.pk).update(
        customer=customer,
        customer_name=LONG,
        customer_email=customer.email,
        shipping_address=place,
        billing_address=place,
        channel_number=LONG[:80],
    )
    who, number = make_actor("Tom Berg"), desk.order.number
    add_note(actor=who, number=number, kind="general", text=LONG, at=AT)
    wish = Wish(customer_service_notes=LONG)
    create_related_order(actor=who, number=number, wish=wish, key=unused_key(), at=AT)
    run = ImportRun.objects.create(
        file_name=f"{LONG}.csv",
        stored="none",
        sha256="0" * 64,
        size=1,
        state="done",
        actor_email=who.email,
        created_at=AT,
    )
    order = f"/orders/{number}/"
    return [
        order,
        f"{order}family/",
        f"{order}ledger/",
        f"{order}notes/new/",
        f"{order}related-orders/new/",
        f"{order}addresses/",
        "/orders/",
        f"/orders/?q={LONG}",
        "/customers/",
        f"/customers/{customer.pk}/",
        f"/imports/{run.pk}/",
        "/imports/",
    ]


@pytest.mark.parametrize("size", [(1280, 800), (390, 844)])
def test_no_page_is_wider_than_the_screen(
    desk: Desk, open_page: OpenPage, places: list[str], size: tuple[int, int]
) -> None:
    page = open_page(size)
    desk.sign_in(page, desk.agent)
    wide = {}
    for place in places:
        page.goto(place)
        wide[place] = page.evaluate("document.documentElement.scrollWidth")
        wide[f"in {place}"] = page.evaluate(
            "Math.max(0, ...[...document.querySelectorAll('.across')].map(e => e.scrollWidth))"
        )
    assert {place: width for place, width in wide.items() if width > size[0]} == {}
