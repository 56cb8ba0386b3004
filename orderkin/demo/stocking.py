"""The demo's companies, channels, products and customers as rows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from orderkin.client.models import Channel, Company
from orderkin.customers.models import Customer, CustomerAddress
from orderkin.customers.searching import search_text
from orderkin.demo.catalogue import cost
from orderkin.demo.prices import CURRENCIES, price_in
from orderkin.demo.shapes import DemoCustomer, DemoProduct, DemoShop
from orderkin.lib.text import digits, fold
from orderkin.products.kits import ProductFacts
from orderkin.products.models import KitComponent, Product, ProductFit, ProductPrice, Stock
from orderkin.products.queries import facts_by_id
from orderkin.products.searching import search_text as product_words
from orderkin.sql import insert

HOME_CURRENCY: Final = "EUR"


@dataclass(frozen=True, slots=True)
class Shelves:
    """Where everything lies: ids by the demo's own keys, and product facts by currency."""

    companies: Mapping[str, int]
    channels: Mapping[str, int]
    customers: tuple[int, ...]
    products: Mapping[str, int]
    facts: Mapping[str, Mapping[int, ProductFacts]]


def stock_up(shop: DemoShop, at: datetime) -> Shelves:
    """Write all that orders stand on."""
    companies = _companies(shop)
    channels = _channels(shop, companies)
    products = _products(shop.products, at)
    facts = {
        currency: facts_by_id(currency=currency, on=at.date(), ids=products.values())
        for currency in CURRENCIES
    }
    return Shelves(companies, channels, _customers(shop.customers, at), products, facts)


def _companies(shop: DemoShop) -> dict[str, int]:
    rows = [
        {"name": company.name, "email": company.email, "currency": HOME_CURRENCY}
        for company in shop.companies
    ]
    ids = insert(Company, rows)
    return {company.key: pk for company, pk in zip(shop.companies, ids, strict=True)}


def _channels(shop: DemoShop, companies: Mapping[str, int]) -> dict[str, int]:
    rows = [
        {"name": channel.name, "kind": channel.kind, "company_id": companies[channel.company]}
        for channel in shop.channels
    ]
    ids = insert(Channel, rows)
    return {channel.key: pk for channel, pk in zip(shop.channels, ids, strict=True)}


def _products(products: tuple[DemoProduct, ...], at: datetime) -> dict[str, int]:
    rows = [
        {
            "sku": ware.sku,
            "name": ware.name,
            "barcode": ware.barcode,
            "is_kit": bool(ware.components),
            "is_spare_part": bool(ware.part_of),
            "sold_alone": ware.sold_alone,
            "cost": cost(ware.sku),
            "cost_currency": HOME_CURRENCY,
            "search_text": product_words(ware.sku, ware.name, ware.barcode),
            "created_at": at,
        }
        for ware in products
    ]
    ids = insert(Product, rows)
    by_sku = {ware.sku: pk for ware, pk in zip(products, ids, strict=True)}
    for ware in products:
        _fill(ware, by_sku)
    return by_sku


def _fill(ware: DemoProduct, by_sku: Mapping[str, int]) -> None:
    pk = by_sku[ware.sku]
    insert(
        ProductPrice,
        [
            {"product_id": pk, "currency": currency, "amount": price_in(currency, ware.price)}
            for currency in CURRENCIES
        ],
    )
    if not ware.components:
        insert(Stock, [{"product_id": pk, "on_hand": ware.stock, "committed": 0}])
    insert(
        KitComponent,
        [
            {"kit_id": pk, "component_id": by_sku[sku], "quantity": quantity}
            for sku, quantity in ware.components
        ],
    )
    fits = [(sku, "spare_part") for sku in ware.part_of]
    fits += [(sku, "accessory") for sku in ware.accessory_of]
    insert(
        ProductFit,
        [{"product_id": by_sku[sku], "other_id": pk, "role": role} for sku, role in fits],
    )


def _customers(customers: tuple[DemoCustomer, ...], at: datetime) -> tuple[int, ...]:
    rows = [
        {
            "name": customer.name,
            "email": customer.email,
            "email_folded": fold(customer.email),
            "phone": customer.phone,
            "phone_digits": digits(customer.phone),
            "search_text": search_text(
                name=customer.name, email=customer.email, phone=customer.phone
            ),
            "created_at": at,
        }
        for customer in customers
    ]
    ids = insert(Customer, rows)
    addresses = []
    for pk, customer in zip(ids, customers, strict=True):
        same = customer.shipping == customer.billing
        shipping = {"address": customer.shipping.document(), "is_shipping": True}
        addresses.append({"customer_id": pk, **shipping, "is_billing": same})
        if not same:
            billing = {"address": customer.billing.document(), "is_billing": True}
            addresses.append({"customer_id": pk, **billing, "is_shipping": False})
    insert(CustomerAddress, addresses)
    return tuple(ids)
