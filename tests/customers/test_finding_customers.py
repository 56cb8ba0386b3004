"""Customers are found by any part of a name or e-mail, and by the end of a phone number."""

from __future__ import annotations

import pytest
from django.db import connection

from orderkin.client.actors import SYSTEM
from orderkin.customers import beginnings
from orderkin.customers.actions.save_customer import CustomerDraft, save_customer
from orderkin.customers.models import Customer
from orderkin.customers.queries import list_customers
from orderkin.customers.searching import needles
from orderkin.lib import runs
from orderkin.sql import trigrams
from tests.makers import AT
from tests.plans.asking import asked_by

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = (
    CustomerDraft("Åse Lindqvist", "ase@post.example", "+46 480 555 01 42"),
    CustomerDraft("Concepción Müller-Ŝmidt", "conni_m@shop.example", "0151 / 555 0177"),
    CustomerDraft("Jo Qx", "j%o@post.example", "", "Möbel & Söhne"),
    CustomerDraft("王小明", "wang@post.example", "+86 10 5555 0142"),
)


@pytest.fixture(autouse=True)
def people() -> None:
    for draft in PEOPLE:
        save_customer(actor=SYSTEM, customer_id=None, draft=draft, at=AT)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("ase", ["Åse"]),
        ("ÅSE lind", ["Åse"]),
        ("lind ase@", ["Åse"]),
        ("concepcion", ["Concepción"]),
        ("ler-smidt", ["Concepción"]),
        ("conni_m", ["Concepción"]),
        ("conniXm", []),
        ("j%o", ["Jo"]),
        ("j%x", []),
        ("sohne", ["Jo"]),
        ("qx", ["Jo"]),
        ("x", []),
        ("王", ["王小明"]),
        ("j", ["Jo"]),
        ("0142", ["Åse", "王小明"]),
        ("480 555 0142", ["Åse"]),
        ("555", []),
        ("王小", ["王小明"]),
        ('" OR *', []),
        ("'; drop", []),
    ],
)
def test_what_is_typed_finds_whom_it_means(typed: str, found: list[str]) -> None:
    assert [one.name.split()[0] for one in list_customers(text=typed).rows] == found


def test_nothing_typed_lists_everybody_a_page_at_a_time() -> None:
    first = list_customers(limit=3)
    assert first.next is not None
    second = list_customers(limit=3, after=int(first.next))
    assert [one.name for one in (*first.rows, *second.rows)] == [one.name for one in PEOPLE]


def test_pages_of_hits_follow_each_other() -> None:
    first = list_customers(text="post.example", limit=2)
    second = list_customers(text="post.example", limit=2, after=int(first.next or 0))
    assert [one.name for one in second.rows] == ["王小明"]


def test_a_customer_who_changed_is_found_by_the_new_name_only() -> None:
    ase = Customer.objects.get(name="Åse Lindqvist")
    draft = CustomerDraft("Åse Berg", "berg@post.example")
    save_customer(actor=SYSTEM, customer_id=ase.pk, draft=draft, at=AT)
    assert list_customers(text="berg").rows == (ase,)
    assert list_customers(text="lindqvist").rows == ()


def test_a_customer_who_is_gone_is_not_found() -> None:
    Customer.objects.filter(name="Jo Qx").delete()
    assert list_customers(text="qx").rows == ()


ASKED = "ase lind post 0142 example smidt j jo x qx 王 % ' post.example jo,q jo,sohne j,--- conni_m"
TEXTS: dict[str, list[str]] = {"no text": [], "another text": ["lind"], "many": ["lind"] * 200}


@pytest.mark.parametrize("texts", TEXTS.values(), ids=TEXTS)
@pytest.mark.parametrize("walk", [0, 1])
def test_answers_do_not_depend_on_the_walk_nor_on_which_runs_are_taken_for_rare(
    monkeypatch: pytest.MonkeyPatch, walk: int, texts: list[str]
) -> None:
    asked = [one.replace(",", " ") for one in ASKED.split()]
    before = [list_customers(text=text).rows for text in asked]
    monkeypatch.setattr(trigrams, "WALK", walk)
    monkeypatch.setattr(runs, "MOST", runs.RAREST - 1)
    monkeypatch.setattr(beginnings, "COUNTED", runs.Counted(lambda: texts))
    assert [list_customers(text=text).rows for text in asked] == before


def test_one_or_two_letters_are_looked_up_where_entries_begin() -> None:
    """`pg_trgm` has none but the words between signs: everybody with `ex` in `@post.example`."""
    index = {"postgresql": "customer_beginnings", "sqlite": "customers_search"}
    hits = asked_by(lambda: list_customers(text="ex"))[-1]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET enable_seqscan = off")
        cursor.execute(f"EXPLAIN {hits.sql}", hits.params)
        plan = str(cursor.fetchall())
        cursor.execute("RESET ALL" if connection.vendor == "postgresql" else "SELECT 1")
    assert index[connection.vendor] in plan + hits.sql


def test_short_words_begin_an_entry_and_numbers_end_one() -> None:
    assert needles("Jo Müller") == ["\n\njo", "muller"]
    assert needles("+46 480") == ["46480\n"]
    assert needles("  ") == []
