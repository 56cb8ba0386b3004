"""A dry run shows what will be made; its token commits exactly that or says what has changed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.models import Recipe
from orderkin.families.previews import preview_related_order
from orderkin.families.wishes import Wish
from orderkin.lib.errors import Conflict, Invalid
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.models import Order
from orderkin.products.models import ProductPrice, Stock
from tests.families.relatives import LATER, again, line_of, make_child
from tests.makers import make_actor, make_order, set_settings, unused_key

pytestmark = pytest.mark.django_db


def nothing(_order: Order) -> None:
    pass


def canceled(order: Order) -> None:
    cancel_order(actor=make_actor("Noor Haddad"), number=order.number, reason="Late", at=LATER)


def refunded(order: Order) -> None:
    noor, units = make_actor("Noor Haddad"), {line_of(order, "LAMP").pk: 1}
    receive_payment(actor=noor, number=order.number, amount=9000, method="card", at=LATER)
    refund_order(actor=noor, number=order.number, amount=4900, units=units, at=LATER)


def dearer(_order: Order) -> None:
    ProductPrice.objects.filter(product__sku="LAMP").update(amount=5100)


def sold_out(_order: Order) -> None:
    Stock.objects.filter(product__sku="LAMP").update(on_hand=0)


def another_child(order: Order) -> None:
    make_child(order, make_actor("Noor Haddad"))


def other_rules(_order: Order) -> None:
    Recipe.objects.filter(code="reship").update(version=2)


def other_settings(_order: Order) -> None:
    set_settings(lookalike_minutes=20)


@pytest.mark.parametrize(
    ("change", "changed"),
    [
        (nothing, []),
        (canceled, ["order", "stock"]),
        (refunded, ["order", "lines"]),
        (dearer, ["prices"]),
        (sold_out, ["stock"]),
        (another_child, ["family"]),
        (other_rules, ["recipe"]),
        (other_settings, ["settings"]),
    ],
)
def test_a_token_commits_exactly_what_was_shown_or_says_what_changed(
    change: Callable[[Order], None], changed: list[str]
) -> None:
    maja, order = make_actor(), make_order()
    wish = Wish(recipe="reship", reason="lost", lines=(again(order, "LAMP"),), make_lookalike=True)
    shown = preview_related_order(actor=maja, number=order.number, wish=wish, at=LATER)
    change(order)

    def commit() -> Order:
        made = create_related_order(
            actor=maja,
            number=order.number,
            wish=wish,
            key=unused_key(),
            at=LATER,
            preview=shown.token,
        )
        return Order.objects.get(number=made.number)

    if not changed:
        assert commit().total == shown.plan.sums.total
        return
    with pytest.raises(Conflict) as refused:
        commit()
    assert refused.value.code == "preview_outdated"
    assert refused.value.details["changed"] == changed


def test_a_dry_run_writes_nothing() -> None:
    maja, order = make_actor(), make_order()
    before = Order.objects.count()
    wish = Wish(lines=(again(order, "LAMP"),))
    preview_related_order(actor=maja, number=order.number, wish=wish, at=LATER)
    assert Order.objects.count() == before


def test_the_notes_that_will_be_written_are_shown_as_they_will_stand() -> None:
    maja, order = make_actor(), make_order()
    wish = Wish(customer_service_notes="Called twice")
    shown = preview_related_order(actor=maja, number=order.number, wish=wish, at=LATER)
    texts = [(note.on, note.kind, note.text) for note in shown.plan.notes]
    assert ("child", "customer_service", "Called twice") in texts
    assert sum("created by" in text for _on, _kind, text in texts) == 2


def test_a_made_up_token_is_refused() -> None:
    maja, order = make_actor(), make_order()
    with pytest.raises(Invalid) as refused:
        create_related_order(
            actor=maja,
            number=order.number,
            wish=Wish(),
            key=unused_key(),
            at=LATER,
            preview="made up",
        )
    assert refused.value.code == "preview_invalid"
