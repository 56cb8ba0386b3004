"""The demo shop in the database: as sound as if every row had come through an action."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_django
from django.db import transaction
from django.db.models import F, Q, Sum, Value
from django.db.models.functions import Concat

from orderkin.activity.models import Event
from orderkin.client.actors import SYSTEM, actor_for_token, actor_of
from orderkin.client.models import Employee
from orderkin.client.pins import prove_pin
from orderkin.demo.seed import seed_demo
from orderkin.demo.sign_ins import SignIn, invite_everyone
from orderkin.families.actions.create_related_order import create_related_order
from orderkin.families.checking import find_faults
from orderkin.families.models import Relation
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.errors import Conflict
from orderkin.notes.models import Note
from orderkin.orders.models import Order, OrderLine, Payment, Shipment
from orderkin.orders.steps import settle
from orderkin.products.models import Product, Stock
from orderkin.search.find import find_orders
from tests.doors import Desk

pytestmark = pytest.mark.django_db

AT = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo")


@pytest.fixture(scope="module", autouse=True)
def people(
    data: Path, django_db_setup: None, django_db_blocker: pytest_django.DjangoDbBlocker
) -> Iterator[tuple[SignIn, ...]]:
    """The demo seeded once for this file, and gone afterwards."""
    whole = transaction.atomic()
    whole._from_testcase = True  # type: ignore[attr-defined]  # lets the durable actions begin
    with django_db_blocker.unblock(), whole:
        yield seed_demo(data=data, at=AT)
        transaction.set_rollback(True)


def test_it_is_all_there() -> None:
    assert Order.objects.count() == 2_000
    assert Product.objects.count() == 60
    assert Relation.objects.filter(parent=F("root")).values("root").distinct().count() == 60


def test_seeding_twice_changes_nothing_and_prints_the_same_people(
    data: Path, people: tuple[SignIn, ...]
) -> None:
    assert seed_demo(data=data, at=AT) == people
    assert Order.objects.count() == 2_000
    assert Employee.objects.count() == 3


def test_a_desk_with_people_of_its_own_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(Conflict) as refusal:
        seed_demo(data=tmp_path, at=AT)
    assert refusal.value.code == "desk_not_empty"


def test_the_secrets_are_for_their_owner_only(data: Path) -> None:
    assert (data / "demo.json").stat().st_mode & 0o777 == 0o600


def test_another_installation_has_other_secrets(people: tuple[SignIn, ...]) -> None:
    Employee.objects.update(email=Concat(Value("former."), F("email")))
    others = invite_everyone(AT)
    assert {one.password for one in others}.isdisjoint({one.password for one in people})


def test_everybody_can_sign_in_and_the_agent_has_a_pin_and_a_token(
    people: tuple[SignIn, ...],
) -> None:
    for person in people:
        assert Employee.objects.get(email=person.email, role=person.role).check_password(
            person.password
        )
    agent = next(person for person in people if person.role == "agent")
    actor = actor_of(Employee.objects.get(email=agent.email), "desk")
    assert agent.pin
    assert agent.token
    prove_pin(actor=actor, pin=agent.pin, at=AT)
    assert actor_for_token(agent.token).email == agent.email


def test_the_family_check_finds_nothing_wrong() -> None:
    looked_at: Counter[str] = Counter()
    assert list(find_faults(seen=lambda what, rows: looked_at.update({what: rows}))) == []
    assert looked_at["orders"] == 2_000
    assert looked_at["relations"] == Relation.objects.count()


def test_sums_and_statuses_are_those_the_desk_computes_itself() -> None:
    for order in Order.objects.order_by("?")[:150]:
        before = {**vars(order), "version": 0}
        settle(order)
        after = {**vars(order), "version": 0}
        assert _facts(after) == _facts(before), order.number


def _facts(values: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in values.items() if not name.startswith("_")}


def test_line_totals_and_shares_add_up() -> None:
    for kit in OrderLine.objects.filter(is_kit=True):
        parts = OrderLine.objects.filter(kit_line=kit).aggregate(sum=Sum("share"))
        assert parts["sum"] == (kit.total if kit.kit_line_id is None else kit.share)


def test_money_in_the_orders_is_money_that_moved() -> None:
    for kind, column in (("payment", "paid"), ("refund", "refunded")):
        moved = Payment.objects.filter(kind=kind).aggregate(sum=Sum("amount"))["sum"]
        assert moved == Order.objects.aggregate(sum=Sum(column))["sum"]


def test_stock_is_promised_to_what_waits_and_to_nothing_else() -> None:
    waiting = OrderLine.objects.filter(
        ships=True,
        order__status__in=["in_process", "on_hold", "problem"],
    ).aggregate(sum=Sum(F("quantity") - F("shipped")))
    assert Stock.objects.aggregate(sum=Sum("committed"))["sum"] == waiting["sum"]


def test_parcels_hold_what_the_lines_say_was_shipped() -> None:
    in_parcels = sum(u["quantity"] for parcel in Shipment.objects.all() for u in parcel.units)
    assert in_parcels == OrderLine.objects.aggregate(sum=Sum("shipped"))["sum"]


def test_every_relation_has_its_sentence_on_both_orders() -> None:
    for relation in Relation.objects.select_related("child"):
        told = Note.objects.filter(
            is_system=True, text__startswith=f"Related order {relation.child.number} created by"
        )
        assert {note.order_id for note in told} == {relation.child_id, relation.parent_id}


def test_a_seeded_relation_has_the_shape_of_one_made_by_the_action(
    people: tuple[SignIn, ...],
) -> None:
    agent = Employee.objects.get(role="agent")
    seeded = Relation.objects.filter(recipe__code="parts").order_by("id").last()
    assert seeded
    answered = seeded.line_map[0]
    wish = Wish(
        customer_service_notes="The same again.",
        recipe="parts",
        reason="missing",
        lines=(WishLine(answered["parent_line"], answered["sku"]),),
    )
    made = create_related_order(
        actor=actor_of(agent, "desk"), number=seeded.parent.number, wish=wish, key="k", at=AT
    )
    real = Relation.objects.get(child__number=made.number)
    assert _shape(real) == _shape(seeded)


def _shape(relation: Relation) -> object:
    notes = Note.objects.filter(order=relation.child).order_by("id")
    line = OrderLine.objects.get(order=relation.child)
    events = Event.objects.filter(subject_kind="order", data__number=relation.child.number)
    return (
        [(event.kind, event.door, sorted(event.data)) for event in events.order_by("kind")],
        [sorted(entry) for entry in relation.line_map],
        [(entry["role"], entry["quantity"]) for entry in relation.line_map],
        relation.root_id,
        relation.origin,
        [(note.kind, note.is_system, sorted(note.facts)) for note in notes],
        (line.list_price, line.unit_price, line.tax_rate, line.price_basis, line.cost, line.ships),
    )


def test_what_is_on_hold_says_why_and_what_is_canceled_gives_its_stock_back() -> None:
    held = Order.objects.filter(status="on_hold")
    assert held.exists()
    assert all(order.holds.get(released_at=None).reason for order in held)
    gone = Q(order__status__in=["canceled", "void"])
    assert not OrderLine.objects.filter(gone, shipped__gt=0).exists()


def test_the_newest_middle_of_a_family_is_the_one_a_newcomer_is_sent_to() -> None:
    middle = Relation.objects.filter(child__relations_down__isnull=False).order_by("-id").first()
    assert middle
    assert middle.kind.code == "wrong_item_kept"
    assert list(middle.child.lines.values_list("sku", flat=True)) == ["ALM-BRD-80-OAK"]


@pytest.mark.parametrize(
    ("typed", "members"),
    [("{number}", 4), ("{email}", 4), ("小林", 1), ("SCR-M6 kind:parts free:yes", 1)],
)
def test_orders_are_found_from_the_first_moment(typed: str, members: int) -> None:
    """By any number the family, by e-mail at least the family, by name in any script."""
    newest = Relation.objects.filter(child__lines__sku="ALM-ACC-OIL").order_by("-id").first()
    assert newest
    child = newest.child
    text = typed.format(number=child.number, email=child.customer_email)
    assert len(find_orders(text, actor=SYSTEM, at=AT).ids) >= members


def test_what_a_customer_keeps_is_told_on_the_pages_of_the_family() -> None:
    kept = Relation.objects.exclude(kept_units=[]).order_by("id")
    assert kept.exists()
    for unit in (unit for relation in kept for unit in relation.kept_units):
        assert unit["arrived"]["sku"] != unit["ordered"]["sku"]
    client = Desk(actor_of(Employee.objects.get(role="client_admin"), "desk")).client
    number = kept[0].child.number
    for page in ("", "family/", "ledger/"):
        assert client.get(f"/orders/{number}/{page}").status_code == 200
