"""Any list comes out as CSV or a workbook: what the list shows, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from orderkin.bulk.actions.start_bulk import start_bulk
from orderkin.client.actors import SYSTEM
from orderkin.exports import orders as exported
from orderkin.exports.orders import orders_table
from orderkin.imports.tables import plain
from orderkin.lib.tables import Table, safe
from orderkin.orders.actions.cancel_order import cancel_order
from tests.doors import Ask, Desk
from tests.makers import AT, make_actor, make_customer, make_order, make_product, unused_key

Seat = Callable[..., Client]
needs_database = pytest.mark.django_db(transaction=True)


def of_csv(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def of_xlsx(content: bytes) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [row for sheet in book for row in sheet.iter_rows(values_only=True)]


def got(client: Client, address: str) -> bytes:
    answer: Any = client.get(address)
    assert answer.status_code == 200
    return bytes(answer.getvalue())


@needs_database
def test_the_orders_list_comes_out_as_it_is_filtered(seat: Seat) -> None:
    kept, gone = make_order(), make_order()
    cancel_order(actor=SYSTEM, number=gone.number, reason="Twice", at=AT)
    head, *rows = of_csv(got(seat("viewer"), "/orders.csv?q=-status:canceled"))
    assert [row[0] for row in rows] == [kept.number]
    assert head[:4] == ["Order", "Channel number", "Parent order", "Child orders"]


@needs_database
def test_a_select_that_was_changed_counts_like_on_the_page(seat: Seat) -> None:
    make_order()
    assert len(of_csv(got(seat(), "/orders.csv?q=&status=canceled"))) == 1


@needs_database
def test_it_has_the_columns_that_the_list_shows(seat: Seat) -> None:
    agent, order = seat(), make_order()
    agent.post("/columns/", {"columns": ["kind", "total"], "back": "/orders/"})
    head, row = of_csv(got(agent, "/orders.csv?q="))
    assert head[4:] == ["Kind", "Currency", "Total"]
    assert row[5:] == ["EUR", f"{Decimal(order.total) / 100:.2f}"]


@needs_database
def test_every_page_of_the_list_comes_out_in_the_order_of_the_list(
    seat: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exported, "SLICE", 2)
    numbers = [make_order(("LAMP", 1)).number for _ in range(5)]
    rows = of_csv(got(seat(), "/orders.csv?q=&sort=oldest"))[1:]
    assert [row[0] for row in rows] == numbers


@needs_database
def test_an_order_number_typed_in_full_is_that_order_alone(seat: Seat) -> None:
    number = make_order().number
    make_order()
    assert len(of_csv(got(seat(), f"/orders.csv?q={number}"))) == 2


@needs_database
def test_a_workbook_holds_the_same_with_numbers_as_numbers(seat: Seat) -> None:
    order = make_order()
    head, row = of_xlsx(got(seat(), "/orders.xlsx?q="))
    assert row[0] == order.number
    assert row[head.index("Total")] == pytest.approx(order.total / 100)


@needs_database
@pytest.mark.parametrize("address", ["/customers.csv?q=eve", "/customers.xlsx?q=eve"])
def test_a_name_that_looks_like_a_formula_is_text(seat: Seat, address: str) -> None:
    make_customer("=HYPERLINK(A1) Eve", phone="+46 70 123")
    content = got(seat(), address)
    _head, row = of_csv(content) if ".csv" in address else of_xlsx(content)
    assert (row[0], row[3]) == ("'=HYPERLINK(A1) Eve", "'+46 70 123")


@needs_database
def test_products_have_a_column_for_each_currency(seat: Seat) -> None:
    make_product("LAMP", "Reading lamp", price=4900)
    make_product("OIL", "Lamp oil", price=780, currency="JPY")
    head, lamp, oil = of_csv(got(seat(), "/products.csv"))
    assert head[-2:] == ["List price EUR", "List price JPY"]
    assert (lamp[-2:], oil[-2:]) == (["49.00", ""], ["", "780"])


@needs_database
def test_employees_come_out_without_anything_secret(seat: Seat) -> None:
    head, row = of_csv(got(seat("viewer"), "/employees.csv"))
    assert head == ["Name", "E-mail", "Role", "State"]
    assert row[2:] == ["Viewer", "Active"]


@needs_database
def test_a_family_comes_out_from_any_member(seat: Seat) -> None:
    root = make_order()
    child = Desk(make_actor("Lena Voss")).create_related_order(root.number, Ask())
    agent = seat()
    page = agent.get(f"/orders/{child}/family/").content.decode()
    assert f'href="/orders/{child}/family.xlsx"' in page
    head, *rows = of_csv(got(agent, f"/orders/{child}/family.csv"))
    assert [row[:3] for row in rows] == [[root.number, "", "0"], [child, root.number, "1"]]
    assert rows[1][head.index("Made by")] == "lena.voss@shop.example"


@needs_database
@pytest.mark.parametrize("name", ["recipes", "reasons"])
def test_recipes_and_reason_codes_come_out(seat: Seat, name: str) -> None:
    viewer = seat("viewer")
    _head, *rows = of_csv(got(viewer, f"/settings/{name}.csv"))
    assert len(rows) == len(of_xlsx(got(viewer, f"/settings/{name}.xlsx"))) - 1 > 3


@needs_database
def test_what_became_of_a_bulk_action_comes_out(seat: Seat) -> None:
    order = make_order()
    run = start_bulk(actor=make_actor(), verb="export", arguments={}, numbers=[order.number],
                     key=unused_key(), at=AT)  # fmt: skip
    _head, row = of_csv(got(seat("viewer"), f"/bulk/{run.pk}/results.csv"))
    assert row[:3] == [order.number, "Åse Lindqvist", "Done"]


@needs_database
def test_verdicts_of_an_import_are_for_those_who_import(seat: Seat) -> None:
    assert seat("viewer").get("/imports/1/verdicts.csv").status_code == 403
    assert seat("agent").get("/imports/1/verdicts.csv").status_code == 404


@needs_database
def test_who_is_not_signed_in_gets_no_list() -> None:
    assert Client().get("/orders.csv").status_code == 302


@needs_database
def test_no_list_comes_in_a_form_that_is_unknown(seat: Seat) -> None:
    assert seat().get("/orders.exe").status_code == 404


@needs_database
def test_statements_do_not_grow_with_the_rows_of_a_slice() -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as statements:
            list(orders_table(actor=SYSTEM, at=AT).pieces("csv"))
        return len(statements)

    make_order()
    few = asked()
    for _ in range(5):
        make_order(("LAMP", 1))
    assert asked() == few


def test_nothing_is_read_before_it_is_written() -> None:
    read: list[int] = []

    def rows() -> Any:
        for number in range(5000):
            read.append(number)
            yield (f"row {number}",)

    pieces = Table("rows", ("Row",), rows()).pieces("xlsx")
    next(pieces)
    assert len(read) < 5000


def test_a_full_sheet_begins_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderkin.lib.tables.MOST_ROWS", 3)
    table = Table("rows", ("Row",), ((n,) for n in range(5)))
    assert of_xlsx(b"".join(table.pieces("xlsx"))) == [
        ("Row",), (0,), (1,), ("Row",), (2,), (3,), ("Row",), (4,)
    ]  # fmt: skip


@given(st.text(max_size=50))
def test_no_text_begins_like_a_formula(text: str) -> None:
    content = b"".join(Table("t", ("T", "U"), [(text, "x")]).pieces("csv"))
    assert not content.split(b"\r\n", 1)[1].lstrip(b'"').decode().startswith(tuple("=+-@\t\r\n"))


@given(st.text(max_size=50))
def test_a_workbook_takes_any_text(text: str) -> None:
    content = b"".join(Table("t", ("T", "U"), [(text, "x")]).pieces("xlsx"))
    assert of_xlsx(content)[1][1] == "x"


@pytest.mark.parametrize("text", ["=1+1", "+46 70 123", "-12", "@home", "\tx", "\rx", "＝1"])
def test_the_import_takes_the_apostrophe_off_again(text: str) -> None:
    assert plain(safe(text)) == text.strip()
