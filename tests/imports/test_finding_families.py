"""Families hidden in imported orders are proposed with their evidence and linked on consent."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from orderkin.families.models import Relation
from orderkin.imports.lineage import Clue, base_of, named_in, together
from orderkin.imports.proposing import accept, propose
from tests.imports.bringing_in import bring_in, order, someone
from tests.makers import AT

Written = Callable[..., Path]
HEADER = "order number,date,email,sku,qty,price,currency,note\n"


@pytest.mark.parametrize(
    ("number", "base", "surety"),
    [
        ("1001-1", "1001", 75),
        ("#1001-RESHIP", "#1001", 95),
        ("1001_R", "1001", 80),
        ("1001/2", "1001", 75),
        ("SO-77-REPL2", "SO-77", 90),
    ],
)
def test_a_number_with_an_ending(number: str, base: str, surety: int) -> None:
    assert base_of(number) == (base, Clue("suffix", number, surety))


@pytest.mark.parametrize("number", ["1001", "#1001", "403-4367956-2849158", "INV-A", "1001-BLUE"])
def test_a_number_without_one(number: str) -> None:
    assert base_of(number) is None


def test_a_note_names_its_relative() -> None:
    assert named_in("Replacement for order #1001, box crushed")[0][:2] == ("#1001", "parent")
    assert named_in("Related order 1044 created by a@b.c on 2 May")[0][:2] == ("1044", "child")
    assert named_in("Please leave the order at the door") == []


def test_evidence_adds_up_and_is_never_certain() -> None:
    assert together([Clue("a", "", 75), Clue("b", "", 60)]) == 90
    assert together([Clue("a", "", 98)] * 5) == 99


FILE = (
    "77,2026-01-05,a@shop.example,LAMP,1,50.00,EUR,\n"
    "77-RESHIP,2026-01-12,a@shop.example,LAMP,1,0.00,EUR,\n"
    "80,2026-01-05,b@shop.example,SHADE,1,20.00,EUR,\n"
    "81,2026-01-09,b@shop.example,SCREW,1,1.00,EUR,Parts for order 80\n"
    "90,2026-01-05,c@shop.example,BULB,1,9.00,EUR,\n"
    "91,2026-01-20,c@shop.example,BULB,1,0.00,EUR,\n"
    "95,2026-01-20,d@shop.example,BULB,1,9.00,EUR,\n"
)


@pytest.mark.django_db(transaction=True)
def test_each_kind_of_evidence_is_found(written: Written) -> None:
    run = bring_in(written(HEADER + FILE))
    numbers = {order(n).number: n for n in ("77", "77-RESHIP", "80", "81", "90", "91")}
    told = {(numbers[p.child], numbers[p.parent]): p for p in propose(run)}
    assert set(told) == {("77-RESHIP", "77"), ("81", "80"), ("91", "90")}
    assert [clue.code for clue in told["77-RESHIP", "77"].clues] == ["suffix", "same_item"]
    assert told["77-RESHIP", "77"].surety > told["91", "90"].surety


@pytest.mark.django_db(transaction=True)
def test_another_customer_speaks_against_it_and_is_said(written: Written) -> None:
    file = (
        "70,2026-05-04,a@shop.example,LAMP,1,9.00,EUR,\n"
        "70-1,2026-05-06,a@shop.example,BULB,1,9.00,EUR,\n"
        "71,2026-05-04,b@shop.example,LAMP,1,9.00,EUR,\n"
        "71-1,2026-05-06,c@shop.example,BULB,1,9.00,EUR,\n"
    )
    run = bring_in(written(HEADER + file))
    told = {p.child: (p.surety, [clue.code for clue in p.clues]) for p in propose(run)}
    assert told == {
        order("70-1").number: (75, ["suffix"]),
        order("71-1").number: (50, ["suffix", "other_customer"]),
    }


@pytest.mark.django_db(transaction=True)
def test_no_child_is_older_than_its_parent(written: Written) -> None:
    file = (
        "62,2026-05-04,a@shop.example,LAMP,1,9.00,EUR,\n"
        "63,2026-05-06,b@shop.example,BULB,1,9.00,EUR,Related order 62 created by a@b.example\n"
        "64,2026-05-08,c@shop.example,BULB,1,9.00,EUR,\n"
        "65,2026-05-07,d@shop.example,BULB,1,9.00,EUR,Related order 64 created by a@b.example\n"
    )
    run = bring_in(written(HEADER + file))
    told = [(p.child, p.parent) for p in propose(run)]
    assert told == [(order("64").number, order("65").number)]


@pytest.mark.django_db(transaction=True)
def test_what_is_accepted_is_linked_and_not_proposed_again(written: Written) -> None:
    run = bring_in(written(HEADER + FILE))
    sure = [one for one in propose(run) if one.surety >= 90]
    assert accept(sure, actor=someone(), at=AT) == []
    relation = Relation.objects.get(child=order("77-RESHIP"))
    assert relation.parent == order("77")
    assert order("77-RESHIP").number not in {one.child for one in propose(run)}
