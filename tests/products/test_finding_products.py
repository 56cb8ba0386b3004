"""Products are found by words of SKU, name and barcode, in lists and in the product box."""

from __future__ import annotations

import pytest

from orderkin.client.actors import SYSTEM
from orderkin.products.actions.save_product import ProductDraft, save_product
from orderkin.products.models import Product
from orderkin.products.queries import find_products, list_products, skus_meant
from tests.makers import AT
from tests.plans.asking import asked_by, read_whole

pytestmark = pytest.mark.django_db(transaction=True)
GOODS = (
    ProductDraft("ALM-BRD-80-OAK", "Oak board 80 cm", "2400000000013"),
    ProductDraft("alm-brd-80-wht", "White board 80 cm", "2400000000020"),
    ProductDraft("KÜ-1", "Küchenregal 100% Eiche", "X_1"),
    ProductDraft("OLD-1", "Oak board, old", active=False),
    ProductDraft("L", "Lamp"),
    ProductDraft("LAMP-2", "Lamp"),
)


@pytest.fixture(autouse=True)
def goods() -> None:
    for draft in GOODS:
        save_product(actor=SYSTEM, product_id=None, draft=draft, at=AT)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("oak", ["ALM-BRD-80-OAK", "OLD-1"]),
        ("OAK boa 80", ["ALM-BRD-80-OAK"]),
        ("80 wht", ["alm-brd-80-wht"]),
        ("brd-80", ["ALM-BRD-80-OAK", "alm-brd-80-wht"]),
        ("kuchen", ["KÜ-1"]),
        ("100%", ["KÜ-1"]),
        ("x_1", ["KÜ-1"]),
        ("xy1", []),
        ("000020", ["alm-brd-80-wht"]),
        ("l", ["L", "LAMP-2"]),
        ("o", ["ALM-BRD-80-OAK", "OLD-1"]),
        ("ak", []),
        ('" OR *', []),
    ],
)
def test_what_is_typed_finds_what_it_means(typed: str, found: list[str]) -> None:
    assert [one.sku for one in list_products(text=typed).rows] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("alm-brd-80-oak", ["ALM-BRD-80-OAK"]),
        ("ALM-BRD-80-WHT", ["alm-brd-80-wht"]),
        ("2400000000013", ["ALM-BRD-80-OAK"]),
        ("L", ["L"]),
        ("lamp", ["L", "LAMP-2"]),
        ("oak board", ["ALM-BRD-80-OAK"]),
        ("nothing", []),
    ],
)
def test_the_clearest_meaning_wins(typed: str, found: list[str]) -> None:
    assert skus_meant(typed) == found


def test_the_box_offers_the_exact_sku_first_and_nothing_that_is_not_in_use() -> None:
    found = find_products(text="l", currency="EUR", on=AT)
    assert [one.sku for one in found] == ["L", "LAMP-2"]
    found = find_products(text="oak", currency="EUR", on=AT)
    assert [one.sku for one in found] == ["ALM-BRD-80-OAK"]


def test_a_product_in_use_is_offered_however_many_are_not(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("orderkin.products.queries.SLICE", 1)
    save_product(actor=SYSTEM, product_id=None, draft=ProductDraft("OAK-9", "Oak lath"), at=AT)
    found = find_products(text="oak", currency="EUR", on=AT)
    assert [one.sku for one in found] == ["ALM-BRD-80-OAK", "OAK-9"]


def test_a_product_that_changed_or_went_is_found_no_longer() -> None:
    Product.objects.filter(sku="LAMP-2").delete()
    lamp = Product.objects.get(sku="L")
    draft = ProductDraft("L", "Lantern")
    save_product(actor=SYSTEM, product_id=lamp.pk, draft=draft, at=AT)
    assert [list_products(text=word).rows for word in ("lamp", "lantern")] == [(), (lamp,)]


def test_no_look_up_reads_the_catalogue_from_end_to_end() -> None:
    def work() -> None:
        skus_meant("no such product")
        find_products(text="no such product", currency="EUR", on=AT)
        list_products(text="no such product")

    assert [one.sql for one in asked_by(work) if "products_product" in read_whole(one)] == []
