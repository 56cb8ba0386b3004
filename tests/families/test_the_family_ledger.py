"""The family's money adds up: lines to orders, orders to the family, never across currencies."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.ledger import CHARGED, LineMoney, OrderMoney, Sums, add, make_ledger
from orderkin.families.queries import order_page
from orderkin.families.reading_ledger import family_ledger
from orderkin.lib.errors import NotFound
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.models import Order
from orderkin.orders.pricing import balance
from orderkin.orders.statuses import OrderStatus
from tests.families.relatives import LATER, again, make_child
from tests.makers import make_actor, make_order, make_product

MINOR = st.integers(min_value=0, max_value=10**12)
CURRENCY = st.sampled_from(["EUR", "JPY", "KWD", "USD"])
AMOUNTS = ("charged", "paid", "refunded", "given_free", "goods_cost", "shipping", "other")


@st.composite
def lines(draw: st.DrawFn) -> LineMoney:
    kit_line = draw(st.none() | st.integers(1, 5))
    return LineMoney(
        line=draw(st.integers(1, 99)),
        kit_line=kit_line,
        sku="SKU",
        name="A thing",
        quantity=draw(st.integers(1, 9)),
        total=draw(MINOR) if kit_line is None else 0,
        tax=draw(MINOR) if kit_line is None else 0,
        share=draw(MINOR),
        free_value=draw(MINOR),
        cost=draw(MINOR),
        cost_currency=draw(CURRENCY),
        is_opened=draw(st.booleans()),
    )


@st.composite
def members(draw: st.DrawFn) -> OrderMoney:
    return OrderMoney(
        order=draw(st.integers(1, 99)),
        number="100001",
        status=draw(st.sampled_from([status.value for status in OrderStatus])),
        currency=draw(CURRENCY),
        prices_include_tax=draw(st.booleans()),
        total=draw(MINOR),
        shipping_charge=draw(MINOR),
        paid=draw(MINOR),
        refunded=draw(MINOR),
        lines=tuple(draw(st.lists(lines(), max_size=5))),
    )


@given(st.lists(members(), max_size=6))
def test_the_totals_are_the_sums_of_the_members(family: list[OrderMoney]) -> None:
    ledger = make_ledger(family)
    assert [one.currency for one in ledger.totals] == sorted({o.currency for o in ledger.totals})
    for total in ledger.totals:
        for amount in AMOUNTS:
            of_members = [
                getattr(one, amount)
                for entry in ledger.orders
                for one in entry.sums
                if one.currency == total.currency
            ]
            assert getattr(total, amount) == sum(of_members)


@given(st.lists(members(), max_size=6))
def test_what_the_family_shows_is_what_its_orders_say(family: list[OrderMoney]) -> None:
    totals = {one.currency: one for one in make_ledger(family).totals}
    for currency, total in totals.items():
        own = [member for member in family if member.currency == currency]
        charged = [member for member in own if member.status in CHARGED]
        assert total.charged == sum(member.total for member in charged)
        assert total.shipping == sum(member.shipping_charge for member in charged)
        assert total.paid == sum(member.paid for member in own)
        assert total.refunded == sum(member.refunded for member in own)
        owed = [
            balance(
                total=member.total if member in charged else 0,
                paid=member.paid,
                refunded=member.refunded,
            )
            for member in own
        ]
        assert total.balance == sum(owed)


@given(members())
def test_lines_shipping_and_the_rest_make_up_an_order(member: OrderMoney) -> None:
    [entry] = make_ledger([member]).orders
    of_lines = {one.currency: one for one in add(s for line in entry.lines for s in line.sums)}
    for one in entry.sums:
        lines_of_it = of_lines.get(one.currency, Sums(one.currency))
        assert one.charged == lines_of_it.charged + one.shipping + one.other
        assert one.given_free == lines_of_it.given_free
        assert one.goods_cost == lines_of_it.goods_cost


@given(members())
def test_a_dead_order_only_has_money_that_moved(member: OrderMoney) -> None:
    [entry] = make_ledger([member]).orders
    if member.status not in CHARGED:
        for one in entry.sums:
            assert (one.charged, one.given_free, one.goods_cost, one.shipping) == (0, 0, 0, 0)


@pytest.mark.django_db
def test_a_kit_costs_what_its_components_cost_and_a_gift_has_its_list_value() -> None:
    maja, order = make_actor(), make_order(("SHELF", 1))
    child = make_child(order, maja, again(order, "BOARD", basis="free"))
    [root, gift] = family_ledger(order.number).orders
    cost = 2 * 800 + 8 * 2 + 20
    assert root.sums == (Sums("EUR", charged=4999, goods_cost=cost, balance=4999),)
    assert gift.sums == (Sums("EUR", given_free=2000, goods_cost=800),)
    assert gift.number == child.number


@pytest.mark.django_db
def test_the_ledger_is_the_same_from_every_member() -> None:
    maja, order = make_actor(), make_order()
    child = make_child(order, maja, again(order, "LAMP"))
    grandchild = make_child(child, maja)
    ledgers = [family_ledger(member.number) for member in (order, child, grandchild)]
    assert ledgers[0] == ledgers[1] == ledgers[2]
    assert [e.number for e in ledgers[0].orders] == [
        order.number,
        child.number,
        grandchild.number,
    ]


@pytest.mark.django_db
def test_paid_refunded_canceled_and_undone_show_what_is_owed() -> None:
    maja, order = make_actor(), make_order(("LAMP", 1))
    undone = make_child(order, maja, again(order, "LAMP"))
    undo_related_order(actor=maja, number=undone.number, at=LATER)
    receive_payment(actor=maja, number=order.number, amount=6125, method="card", at=LATER)
    refund_order(actor=maja, number=order.number, amount=125, at=LATER)
    cancel_order(actor=maja, number=order.number, reason="Too late", at=LATER)
    [total] = family_ledger(order.number).totals
    assert total == Sums("EUR", paid=6125, refunded=125, balance=-6000)


@pytest.mark.django_db
def test_currencies_stand_side_by_side() -> None:
    maja, order = make_actor(), make_order(("LAMP", 1))
    make_product("MAT", price=3000, currency="JPY", cost=500)
    other = make_order(("MAT", 2), currency="JPY")
    link_orders(actor=maja, number=other.number, parent=order.number, reason="One case", at=LATER)
    euro, yen = family_ledger(other.number).totals
    assert (yen.currency, yen.charged, yen.goods_cost) == ("JPY", 7500, 0)
    # What the mats cost was paid in euros, whatever they were sold for.
    assert (euro.currency, euro.charged, euro.goods_cost) == ("EUR", 6125, 2000 + 2 * 500)


@pytest.mark.django_db
def test_an_unknown_number_has_no_ledger() -> None:
    with pytest.raises(NotFound):
        family_ledger("nobody's")


@pytest.mark.django_db
def test_an_order_page_shows_the_ledgers_totals_whoever_paid_too_much() -> None:
    maja, order = make_actor(), make_order(("LAMP", 2))
    children = [
        make_child(order, maja, again(order, "LAMP", basis=basis))
        for basis in ("today", "today", "today", "free")
    ]
    # Nothing paid, a part, too much, all of too much given back, paid for what was canceled.
    paid, given_back = (0, 100, 99_000, 88_000, 700), (0, 0, 0, 88_000, 0)
    for one, amount, back in zip((order, *children), paid, given_back, strict=True):
        Order.objects.filter(pk=one.pk).update(paid=amount, refunded=back)
    Order.objects.filter(pk=children[3].pk).update(status="canceled")
    totals = {one.currency: one for one in family_ledger(order.number).totals}
    for member in (order, children[1]):
        for shown in order_page(member.number, nearby=True).family.sums:
            told = totals.pop(shown.currency) if member is not order else totals[shown.currency]
            assert all(
                getattr(shown, name) == getattr(told, name)
                for name in ("charged", "paid", "refunded", "given_free", "balance")
            )
    assert totals == {}
