"""Orders are worked out where the file is read; what is written of them is what the desk knows."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from orderkin.imports.actions.start_import import start_import
from orderkin.imports.run import carry_on, question
from orderkin.imports.slicing import Slice, pieces
from orderkin.orders.models import Order
from orderkin.search.index import out_of_step
from tests.imports.bringing_in import bring_in, someone
from tests.makers import AT, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

HEADER = "order number,date,email,customer name,city,country,sku,title,quantity,price,currency\n"
ODD = ['A"1', "A\\2", "{3,4}", "null", "Å 5", "O'6", "a;b"]


def with_numbers(numbers: list[str]) -> str:
    """One order of one line for each number, as a shop's export writes them."""
    rows = []
    for number in numbers:
        told = number.replace('"', '""')
        rows.append(
            f'"{told}",2026-03-02,"{told}@shop.example",Åse Lind,Kalmar,SE,'
            f'"SKU {told}",Lamp,1,5.00,SEK\n'
        )
    return HEADER + "".join(rows)


def test_numbers_of_any_signs_come_in_once(written: Callable[..., Path]) -> None:
    path = written(with_numbers(ODD))
    first, second = bring_in(path), bring_in(path)
    assert (first.made, first.refused) == (len(ODD), 0)
    assert (second.made, second.already) == (0, len(ODD))
    assert set(Order.objects.values_list("channel_number", flat=True)) == set(ODD)


def test_what_they_are_found_by_is_what_the_index_would_read(written: Callable[..., Path]) -> None:
    bring_in(written(with_numbers(ODD)))
    orders = list(Order.objects.values_list("pk", flat=True))
    assert len(orders) == len(ODD)
    assert out_of_step(orders) == []


def test_real_orders_are_found_by_what_the_index_would_read(
    shared: Callable[[str], Path],
) -> None:
    bring_in(shared("shopify_csv/devstore_inr_orders_export_scrubbed.csv"))
    orders = list(Order.objects.values_list("pk", flat=True))
    assert len(orders) > 10
    assert out_of_step(orders) == []


def test_a_dry_run_makes_nothing_ready(written: Callable[..., Path]) -> None:
    make_shop()
    with written(with_numbers(ODD)).open("rb") as content:
        run = start_import(actor=someone(), file_name="o.csv", content=content, at=AT, queue=False)
    asked = question(run)
    [ready] = [one for one in pieces(asked) if isinstance(one, Slice)]
    [bare] = [one for one in pieces(replace(asked, to_write=False)) if isinstance(one, Slice)]
    assert [one.order.number for one in ready.prepared] == ODD
    assert (bare.reads, bare.prepared) == (ready.reads, ())


def test_leftovers_are_looked_for_as_before_once_it_is_done(written: Callable[..., Path]) -> None:
    before, meanwhile = gc.get_threshold(), []
    make_shop()
    with written(with_numbers(ODD)).open("rb") as content:
        run = start_import(actor=someone(), file_name="o.csv", content=content, at=AT, queue=False)
    carry_on(run, someone(), lambda done, total: meanwhile.append(gc.get_threshold()))
    assert meanwhile[-1][0] > before[0]
    assert gc.get_threshold() == before
