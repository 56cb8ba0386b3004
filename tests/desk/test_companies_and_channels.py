"""A new desk gets its companies and channels, and knows whose orders a file brings."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from django.test import Client

from orderkin.client.models import Channel, Company
from orderkin.imports.channels import channel_for
from orderkin.imports.previewing import preview_import
from orderkin.lib.errors import Invalid
from orderkin.orders.models import Order
from tests.imports.bringing_in import bring_in
from tests.makers import make_actor, make_order

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]
ALM = {"name": "Almhult Hem", "currency": "sek", "email": "desk@alm.example", "phone": ""}


def test_on_a_new_desk_a_company_and_a_channel_are_made(seat: Seat) -> None:
    lead = seat("client_admin")
    assert "No company yet" in lead.get("/settings/companies/").content.decode()
    lead.post("/settings/new-company/", ALM)
    company = Company.objects.get()
    assert (company.name, company.currency) == ("Almhult Hem", "SEK")
    web = {"name": "Web shop", "kind": "shopify", "company_id": company.pk}
    lead.post("/settings/new-channel/", web)
    assert channel_for("", "shopify") == Channel.objects.get(name="Web shop")
    shown = lead.get("/settings/companies/").content.decode()
    assert all(words in shown for words in ("Almhult Hem", "Web shop", "Shopify", "SEK"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({**ALM, "currency": "XYZ"}, "There is no currency"),
        ({**ALM, "name": "almhult hem"}, "There is a company"),
        ({**ALM, "name": ""}, "required"),
    ],
)
def test_what_cannot_be_a_company_is_refused_with_all_that_was_typed(
    seat: Seat, typed: dict[str, str], said: str
) -> None:
    lead = seat("client_admin")
    lead.post("/settings/new-company/", ALM)
    page = lead.post("/settings/new-company/", typed)
    assert page.status_code in {409, 422}
    assert said in page.content.decode()
    assert 'value="desk@alm.example"' in page.content.decode()
    assert Company.objects.count() == 1


def test_the_company_of_a_channel_with_orders_stays(seat: Seat) -> None:
    order, lead = make_order(), seat("client_admin")
    other = Company.objects.create(name="Wicker", currency="EUR")
    place = f"/settings/channels/{order.channel_id}/"
    typed = {"name": "Shop", "kind": "shopify", "company_id": other.pk}
    assert lead.post(place, typed).status_code == 409
    lead.post(place, {**typed, "company_id": order.company_id})
    assert Channel.objects.get(pk=order.channel_id).name == "Shop"


def test_only_a_client_admin_changes_them(seat: Seat) -> None:
    agent = seat()
    assert agent.get("/settings/companies/").status_code == 200
    assert agent.post("/settings/new-company/", ALM).status_code == 403
    assert not Company.objects.exists()


def test_a_file_of_nobodys_channel_asks_which_of_several_companies(tmp_path: Path) -> None:
    for name in ("Almhult Hem", "Wicker"):
        Company.objects.create(name=name, currency="EUR")
    with pytest.raises(Invalid) as no:
        channel_for("", "etsy")
    assert (no.value.code, no.value.field) == ("company_ambiguous", "channel")
    assert channel_for("", "etsy", "Wicker").company.name == "Wicker"
    path = tmp_path / "orders.csv"
    header = "Order number,Date,SKU,Product name,Quantity,Unit price,Currency"
    path.write_text(f"{header}\nA,2026-03-02,L,Lamp,1,5.00,EUR\n")
    with pytest.raises(Invalid):
        bring_in(path)
    assert not Order.objects.exists()


def test_a_dry_run_for_a_named_company_says_what_the_import_does(tmp_path: Path) -> None:
    for name in ("Almhult Hem", "Wicker"):
        Company.objects.create(name=name, currency="EUR")
    header = "Order number,Date,SKU,Product name,Quantity,Unit price,Currency"
    content = f"{header}\nA,2026-03-02,L,Lamp,1,5.00,EUR\n".encode()
    lead = make_actor("Ina Berg", role="client_admin")
    with pytest.raises(Invalid) as no:
        preview_import(actor=lead, contents=[BytesIO(content)])
    assert no.value.code == "company_ambiguous"
    assert preview_import(actor=lead, contents=[BytesIO(content)], company="Wicker").new == 1
    assert not Channel.objects.exists()
