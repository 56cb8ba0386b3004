"""The demo's sixty products: a trade where parts matter."""

from orderkin.demo.barcodes import check_digit
from orderkin.demo.catalogue import PRODUCTS, cost, leaves, product, weight
from orderkin.demo.prices import CURRENCIES, price_in

KITS = [ware for ware in PRODUCTS if ware.components]


def test_there_are_sixty_products_each_with_its_own_sku_and_barcode() -> None:
    assert len(PRODUCTS) == 60
    assert len({ware.sku for ware in PRODUCTS}) == 60
    assert len({ware.barcode for ware in PRODUCTS}) == 60


def test_every_barcode_is_a_valid_ean13_that_never_leaves_a_shop() -> None:
    for ware in PRODUCTS:
        assert len(ware.barcode) == 13
        assert 20 <= int(ware.barcode[:2]) <= 29
        assert check_digit(ware.barcode[:12]) == int(ware.barcode[12])


def test_the_check_digit_is_the_one_on_a_known_barcode() -> None:
    assert check_digit("400638133393") == 1


def test_one_kit_stands_inside_another() -> None:
    nested = [
        kit.sku for kit in KITS if any(product(part).components for part, _ in kit.components)
    ]
    assert nested == ["ALM-KIT-OFFICE"]
    assert dict(leaves("ALM-KIT-OFFICE"))["ALM-FRM-LIFT"] == 1


def test_a_kit_is_cheaper_than_its_components_and_dearer_than_their_cost() -> None:
    for kit in KITS:
        apart = sum(product(sku).price * quantity for sku, quantity in leaves(kit.sku))
        assert cost(kit.sku) < kit.price < apart


def test_spare_parts_are_not_for_sale_alone_and_fit_something() -> None:
    parts = [ware for ware in PRODUCTS if not ware.sold_alone]
    assert len(parts) == 16
    assert all(part.part_of and not part.popularity for part in parts)


def test_whatever_fits_or_is_contained_exists() -> None:
    known = {ware.sku for ware in PRODUCTS}
    for ware in PRODUCTS:
        assert known.issuperset((*ware.part_of, *ware.accessory_of))
        assert known.issuperset(sku for sku, _ in ware.components)
        assert weight(ware.sku) > 0


def test_every_product_has_a_price_in_every_currency_and_yen_have_no_cents() -> None:
    assert all(price_in(currency, ware.price) > 0 for currency in CURRENCIES for ware in PRODUCTS)
    assert price_in("JPY", 14_900) == 24_600
    assert price_in("SEK", 14_900) == 170_000
