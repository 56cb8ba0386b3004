"""Family proposals at the desk: found after an import, accepted, rejected, taken back."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orderkin.families.models import Relation
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.models import FamilyProposal, ImportRun
from orderkin.jobs import worker
from orderkin.jobs.models import Job
from orderkin.orders.models import Order
from tests.desk.conftest import BACKEND
from tests.imports.bringing_in import someone
from tests.makers import AT, make_employee, make_shop

pytestmark = pytest.mark.django_db(transaction=True)
PLACE = "/imports/families/"
CIRCLE = {"child": "77", "parent": "77-RESHIP"}
FILE = (
    "order number,date,email,sku,qty,price,currency,note\n"
    "77,2026-01-05,a@shop.example,LAMP,1,50.00,EUR,\n"
    "77-RESHIP,2026-01-12,a@shop.example,LAMP,1,0.00,EUR,\n"
    "80,2026-01-05,b@shop.example,SHADE,1,20.00,EUR,\n"
    "81,2026-01-09,b@shop.example,SCREW,1,1.00,EUR,Parts for order 80\n"
    "90,2026-01-05,c@shop.example,BULB,1,9.00,EUR,\n"
    "91,2026-01-20,c@shop.example,BULB,1,0.00,EUR,\n"
)


def work() -> None:
    while worker.do_one("test", threading.Event()):
        pass


@pytest.fixture
def desk(tmp_path: Path) -> Client:
    """Maja's seat after she imported a file with three families in it."""
    make_shop()
    maja = someone()
    file = tmp_path / "orders.csv"
    file.write_text(FILE, encoding="utf-8")
    with file.open("rb") as content:
        start_import(actor=maja, file_name="orders.csv", content=content, at=AT)
    work()
    client = Client()
    client.force_login(make_employee("Noor Haddad"), backend=BACKEND)
    return client


def proposal(child: str) -> FamilyProposal:
    return FamilyProposal.objects.get(child__channel_number=child)


def settle(desk: Client, child: str, wish: str) -> str:
    place = f"{PLACE}{proposal(child).pk}/"
    return desk.post(place, {"wish": wish}, follow=True).content.decode()


def parent_of(child: str) -> str | None:
    relation = Relation.objects.filter(child__channel_number=child).first()
    return relation.parent.channel_number if relation else None


def test_an_import_is_followed_by_a_search_for_families(desk: Client) -> None:
    run = ImportRun.objects.get()
    assert "3 family proposals" in desk.get(f"/imports/{run.pk}/").content.decode()
    page = desk.get(f"{PLACE}?run={run.pk}").content.decode()
    assert page.index("77-RESHIP") < page.index("Parts for order 80") < page.index("60 % sure")
    assert "Parent Order" in page
    assert "1 × LAMP" in page


def test_one_is_accepted_and_taken_back(desk: Client) -> None:
    settle(desk, "77-RESHIP", "accept")
    assert parent_of("77-RESHIP") == "77"
    assert "77-RESHIP" in desk.get(f"{PLACE}?state=accepted").content.decode()
    settle(desk, "77-RESHIP", "undo")
    assert parent_of("77-RESHIP") is None
    assert "77-RESHIP" in desk.get(PLACE).content.decode()


def test_accepting_twice_links_once(desk: Client) -> None:
    for _ in range(2):
        assert "is linked" in settle(desk, "77-RESHIP", "accept")
    assert Relation.objects.count() == 1


def test_what_is_rejected_is_not_proposed_again(desk: Client) -> None:
    settle(desk, "91", "reject")
    desk.post(f"{PLACE}searches/", {"wish": "find", "key": "again"})
    work()
    assert "60 % sure" not in desk.get(PLACE).content.decode()
    assert "60 % sure" in desk.get(f"{PLACE}?state=rejected").content.decode()
    settle(desk, "91", "reopen")
    assert "60 % sure" in desk.get(PLACE).content.decode()


def test_all_above_a_line_are_accepted(desk: Client) -> None:
    page = desk.get(f"{PLACE}?above=90").content.decode()
    assert "Accept all 2 proposals" in page
    key = re.findall(r'name="key" value="([^"]+)"', page)[-1]
    for _ in range(2):
        desk.post(f"{PLACE}searches/", {"wish": "accept", "above": "90", "key": key})
    assert Job.objects.filter(arguments__above=90).count() == 1
    work()
    assert [parent_of(n) for n in ("77-RESHIP", "81", "91")] == ["77", "80", None]


def test_what_cannot_be_linked_says_why_and_stays(desk: Client) -> None:
    settle(desk, "77-RESHIP", "accept")
    circle = {name: Order.objects.get(channel_number=n) for name, n in CIRCLE.items()}
    FamilyProposal.objects.create(**circle, surety=99, clues=[], found_at=AT)
    desk.post(f"{PLACE}searches/", {"wish": "accept", "above": "99", "key": "k"})
    work()
    page = desk.get(PLACE).content.decode()
    assert "Not linked:" in page
    assert "that would be a circle" in page


def test_a_line_above_everything_is_refused_in_words(desk: Client) -> None:
    sent = {"wish": "accept", "above": "100", "key": "k"}
    page = desk.post(f"{PLACE}searches/", sent, follow=True).content.decode()
    assert "No open proposal is that sure." in page


@pytest.mark.parametrize("query", ["above=x", "above=0", "run=99999999999999999999", "after=80.x"])
def test_addresses_made_up_show_a_page_all_the_same(desk: Client, query: str) -> None:
    assert desk.get(f"{PLACE}?{query}").status_code == 200


def test_only_who_may_link_sees_them(desk: Client) -> None:
    desk.force_login(make_employee("Vera Nyman", role="viewer"), backend=BACKEND)
    assert desk.get(PLACE).status_code == 403
    assert "Family proposals" not in desk.get("/orders/").content.decode()
    place = f"{PLACE}{proposal('91').pk}/"
    desk.post(place, {"wish": "accept"})
    desk.post(f"{PLACE}searches/", {"wish": "accept", "above": "50", "key": "k"})
    work()
    assert Relation.objects.count() == 0


def test_the_page_asks_the_same_whatever_its_rows(desk: Client) -> None:
    desk.get(PLACE)
    with CaptureQueriesContext(connection) as many:
        desk.get(PLACE)
    FamilyProposal.objects.exclude(child__channel_number="91").delete()
    with CaptureQueriesContext(connection) as few:
        desk.get(PLACE)
    assert len(many) == len(few)
