"""A full export comes back to an empty desk as the same orders, on both databases and between."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from orderkin.cli.export import export
from orderkin.cli.import_orders import import_orders
from orderkin.client.actors import SYSTEM
from orderkin.client.models import Employee
from orderkin.demo.seed import seed_demo
from orderkin.exports import restoring
from orderkin.exports.restoring import restore
from orderkin.exports.writing import write_export
from orderkin.families.checking import find_faults
from orderkin.families.models import FormerLink, Relation
from orderkin.lib.errors import Conflict, NotAllowed
from orderkin.notes.models import Note
from orderkin.orders.models import Order
from orderkin.products.models import Stock
from orderkin.search.find import find_orders
from tests.exports.desks import (
    LATER,
    body_of,
    bring,
    clear_desk,
    command,
    fill_desk,
    new_desk,
    write,
)
from tests.makers import make_actor, make_order

pytestmark = pytest.mark.django_db(transaction=True)


def faults() -> list[str]:
    return [fault.code for fault in find_faults()]


def test_an_empty_desk_gets_the_same_orders(tmp_path: Path) -> None:
    orders = fill_desk()
    first = write(tmp_path / "first.jsonl")
    clear_desk()
    assert bring(first).made == len(orders)
    assert body_of(write(tmp_path / "again.jsonl")) == body_of(first)
    assert faults() == []


def test_the_demo_shop_comes_back_byte_for_byte(tmp_path: Path) -> None:
    seed_demo(data=tmp_path, at=datetime(2026, 11, 23, 9, 30, tzinfo=UTC))
    first = write(tmp_path / "first.jsonl")
    clear_desk()
    bring(first)
    assert body_of(write(tmp_path / "again.jsonl")) == body_of(first)
    assert faults() == []


def test_it_comes_back_on_another_database_and_from_there(tmp_path: Path) -> None:
    fill_desk()
    first, second = write(tmp_path / "first.jsonl"), tmp_path / "second.jsonl"
    elsewhere = new_desk(tmp_path / "elsewhere")
    came = command(elsewhere, "import", str(first))
    assert (came.returncode, came.stdout) == (0, "5 orders came back, 0 were here already.\n")
    assert command(elsewhere, "export", "--full", str(second)).returncode == 0
    clear_desk()
    bring(second)
    assert body_of(write(tmp_path / "third.jsonl")) == body_of(second) == body_of(first)


def test_numbers_relations_notes_and_stock_are_what_they_were(tmp_path: Path) -> None:
    sold, _other, _third, child, grandchild = fill_desk()
    lamps = Stock.objects.get(product__sku="LAMP")
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    bring(file)
    relation = Relation.objects.get(child__number=child.number)
    [entry] = relation.line_map
    assert (relation.parent.number, relation.kind.code) == (sold.number, "wrong_item_kept")
    assert relation.parent.lines.get(pk=entry["parent_line"]).sku == "LAMP"
    assert FormerLink.objects.get().child.number == grandchild.number
    note = Note.objects.get(kind="customer_service", is_system=False)
    assert (note.text, note.is_private, note.order.number) == (
        "=Åse\n„rang“ 田中",
        True,
        sold.number,
    )
    again = Stock.objects.get(product__sku="LAMP")
    assert (again.on_hand, again.committed) == (lamps.on_hand, lamps.committed)


def test_a_number_that_came_back_is_not_given_again(tmp_path: Path) -> None:
    numbers = {order.number for order in fill_desk()}
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    bring(file)
    assert make_order().number not in numbers
    assert int(make_order().number) > max(map(int, numbers))


def test_what_came_back_is_found(tmp_path: Path) -> None:
    sold = fill_desk()[0]
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    bring(file)
    found = find_orders("SE123", actor=SYSTEM, at=LATER).ids
    assert Order.objects.get(pk=found[0]).number == sold.number


def test_people_come_back_as_invited_without_a_way_in(tmp_path: Path) -> None:
    fill_desk()
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    bring(file)
    maja = Employee.objects.get(email="maja.holm@shop.example")
    assert (maja.role, maja.has_usable_password()) == ("agent", False)
    assert not maja.tokens.exists()
    for secret in (b"password", b"digest", b"argon2"):
        assert secret not in file.read_bytes()


def test_who_is_here_already_keeps_role_and_password(tmp_path: Path) -> None:
    fill_desk()
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    make_actor("Maja Holm", role="client_admin")
    bring(file)
    maja = Employee.objects.get(email="maja.holm@shop.example")
    assert (maja.role, maja.has_usable_password()) == ("client_admin", True)


def test_the_same_file_twice_makes_nothing(tmp_path: Path) -> None:
    fill_desk()
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    bring(file)
    before = body_of(write(tmp_path / "once.jsonl"))
    assert (bring(file).made, bring(file).orders) == (0, 5)
    assert body_of(write(tmp_path / "twice.jsonl")) == before


def test_the_desk_that_wrote_it_gets_nothing_twice(tmp_path: Path) -> None:
    fill_desk()
    file = write(tmp_path / "all.jsonl")
    make_order()
    before = body_of(write(tmp_path / "before.jsonl"))
    assert bring(file).made == 0
    assert body_of(write(tmp_path / "after.jsonl")) == before


def test_a_desk_with_orders_of_its_own_is_left_alone(tmp_path: Path) -> None:
    fill_desk()
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    own = make_order(at=LATER)
    with pytest.raises(Conflict) as refused:
        bring(file)
    assert refused.value.code == "desk_not_empty"
    assert list(Order.objects.values_list("number", flat=True)) == [own.number]


@pytest.mark.parametrize("slices", [1, 4, 9, 12, 16])
def test_what_was_stopped_in_the_middle_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, slices: int
) -> None:
    fill_desk()
    file = write(tmp_path / "all.jsonl")
    clear_desk()
    monkeypatch.setattr(restoring, "SLICE", 2)
    seen: list[int] = []

    def stop(done: int, total: int) -> None:
        seen.append(done)
        if len(seen) == slices:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(file, actor=SYSTEM, report=stop)
    bring(file)
    assert body_of(write(tmp_path / "again.jsonl")) == body_of(file)


@pytest.mark.parametrize("words", [("export", "--full"), ("import",)])
def test_only_a_client_admin_exports_or_brings_back(tmp_path: Path, words: tuple[str, ...]) -> None:
    agent, file = make_actor(), write(tmp_path / "file.jsonl")
    told = {"export": export, "import": import_orders}[words[0]]
    result = CliRunner().invoke(told, [*words[1:], str(file), "--as", agent.email])
    assert isinstance(result.exception, NotAllowed)


def test_what_happens_meanwhile_is_not_in_the_file_and_waits_for_nobody(tmp_path: Path) -> None:
    make_order()
    made: list[str] = []

    def meanwhile(done: int, total: int) -> None:
        if not made:
            seller = threading.Thread(target=lambda: made.append(_make_order_apart()))
            seller.start()
            seller.join(20)

    file = tmp_path / "all.jsonl"
    seal = write_export(file, actor=SYSTEM, at=LATER, report=meanwhile)
    assert Order.objects.filter(number__in=made).count() == 1
    assert (seal.counts["order"], seal.counts["history"]) == (1, 1)


def _make_order_apart() -> str:
    try:
        return make_order().number
    finally:
        connection.close()
