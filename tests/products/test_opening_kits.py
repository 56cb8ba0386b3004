"""A kit is opened to what is in it, and its price is shared out to the minor unit."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.lib.errors import Invalid
from orderkin.orders.lines import opened
from orderkin.products.kits import Piece, ProductFacts, leaves, open_kit, shares

SCREW = ProductFacts(1, "SCREW", "Screw", list_price=20)
KEY = ProductFacts(2, "KEY", "Hex key", list_price=100)
BAG = ProductFacts(3, "BAG", "Bag", list_price=250, is_kit=True, components=((1, 8), (2, 1)))
BOARD = ProductFacts(4, "BOARD", "Board", list_price=2000)
SHELF = ProductFacts(5, "SHELF", "Shelf", list_price=3999, is_kit=True, components=((4, 2), (3, 1)))
KNOWN = {product.id: product for product in (SCREW, KEY, BAG, BOARD, SHELF)}


def test_a_nested_kit_is_opened_all_the_way_down() -> None:
    pieces = open_kit(SHELF, 3, KNOWN)
    assert [(piece.product.sku, piece.quantity) for piece in pieces] == [("BOARD", 6), ("BAG", 3)]
    assert [(leaf.product.sku, leaf.quantity) for leaf in leaves(pieces)] == [
        ("BOARD", 6),
        ("SCREW", 24),
        ("KEY", 3),
    ]


def test_a_product_that_is_no_kit_has_nothing_inside() -> None:
    assert open_kit(SCREW, 5, KNOWN) == ()


def test_a_kit_within_itself_is_refused() -> None:
    snake = ProductFacts(6, "SNAKE", "Snake", is_kit=True, components=((6, 1),))
    with pytest.raises(Invalid) as refused:
        open_kit(snake, 1, {6: snake})
    assert refused.value.code == "kit_cycle"


@st.composite
def pieces(draw: st.DrawFn) -> list[Piece]:
    prices = draw(st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=8))
    return [
        Piece(ProductFacts(n, str(n), "", list_price=price), draw(st.integers(1, 50)))
        for n, price in enumerate(prices)
    ]


@given(st.integers(0, 10**12), pieces())
def test_the_shares_of_components_add_up_to_the_price(amount: int, inside: list[Piece]) -> None:
    parts = shares(amount, inside)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)


@given(st.integers(0, 10**12), st.integers(1, 99))
def test_shares_add_up_at_every_depth(amount: int, quantity: int) -> None:
    boards, bag = opened(open_kit(SHELF, quantity, KNOWN), amount)
    assert boards.share + bag.share == amount
    assert sum(part.share for part in bag.components) == bag.share
    assert not any(line.amounts.total for line in (boards, bag, *bag.components))


def test_only_what_lies_in_the_parcel_ships() -> None:
    boards, bag = opened(open_kit(SHELF, 1, KNOWN), 3999)
    assert (boards.ships, bag.ships) == (True, False)
    assert all(part.ships for part in bag.components)
