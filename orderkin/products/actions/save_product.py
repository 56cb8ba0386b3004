"""Save a product, new or known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models.functions import Upper
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotFound
from orderkin.lib.money import is_currency
from orderkin.lib.text import clean
from orderkin.products.models import KitComponent, Product, ProductFit, ProductPrice, Stock
from orderkin.products.searching import search_text

AMOUNT_LIMIT = 10**14


@dataclass(frozen=True, slots=True)
class ProductDraft:
    """A product as somebody wants it.

    Prices map currency to minor units; `on_hand` None leaves stock as it is; `components` map SKU
    to quantity; spare parts and accessories are the SKUs that fit.
    """

    sku: str
    name: str
    barcode: str = ""
    is_spare_part: bool = False
    sold_alone: bool = True
    ships: bool = True
    active: bool = True
    cost: int = 0
    cost_currency: str = "EUR"
    prices: Mapping[str, int] = field(default_factory=dict)
    on_hand: int | None = None
    components: Mapping[str, int] = field(default_factory=dict)
    spare_parts: tuple[str, ...] = ()
    accessories: tuple[str, ...] = ()


@transaction.atomic(durable=True)
def save_product(
    *,
    actor: Actor,
    product_id: int | None,
    draft: ProductDraft,
    version: int | None = None,
    at: datetime,
) -> Product:
    """Create a product, or change one; it counts as confirmed from then on."""
    guard(actor, "edit_product")
    product = _take(product_id, at)
    if version is not None and product.pk and product.version != version:
        sentence = _("%(sku)s was changed by somebody else. Look again.")
        raise Conflict(sentence % {"sku": product.sku}, code="product_changed")
    _set(product, draft)
    # Typed in any case it means one product.
    same = Product.objects.alias(any_case=Upper("sku")).filter(any_case=product.sku.upper())
    taken = same.exclude(pk=product.pk).values_list("sku", flat=True).first()
    if taken:
        sentence = _("There is a product %(sku)s already.") % {"sku": taken}
        raise Conflict(sentence, code="sku_taken", field="sku")
    product.version += 1 if product.pk else 0
    product.save()
    _write_prices(product, draft)
    _write_stock(product, draft)
    _write_components(product, draft)
    _write_fits(product, draft)
    kind = "product.changed" if product_id else "product.created"
    record([Happening(kind, product.pk, "product", {"sku": product.sku})], actor, at)
    return product


def _take(product_id: int | None, at: datetime) -> Product:
    if product_id is None:
        return Product(created_at=at)
    found = Product.objects.select_for_update().filter(pk=product_id).first()
    if found is None:
        raise NotFound(_("There is no such product."))
    return found


def _set(product: Product, draft: ProductDraft) -> None:
    product.sku = clean(draft.sku, field="sku", limit=80)
    product.name = clean(draft.name, field="name", limit=300)
    if not product.sku or not product.name:
        blank = "sku" if not product.sku else "name"
        raise Invalid(_("A product needs a SKU and a name."), code="required", field=blank)
    if not 0 <= draft.cost <= AMOUNT_LIMIT:
        raise Invalid(_("A cost is an amount of zero or more."), field="cost")
    product.barcode = clean(draft.barcode, field="barcode", limit=40)
    product.is_spare_part = draft.is_spare_part
    product.sold_alone = draft.sold_alone
    product.ships = draft.ships
    product.active = draft.active
    product.cost, product.cost_currency = draft.cost, draft.cost_currency
    product.is_kit = bool(draft.components)
    product.confirmed = True
    product.search_text = search_text(product.sku, product.name, product.barcode)


def _write_prices(product: Product, draft: ProductDraft) -> None:
    for currency, amount in draft.prices.items():
        if not is_currency(currency) or not 0 <= amount <= AMOUNT_LIMIT:
            raise Invalid(_("A price is an amount in a known currency."), field="prices")
    product.prices.all().delete()
    ProductPrice.objects.bulk_create(
        ProductPrice(product=product, currency=currency, amount=amount)
        for currency, amount in sorted(draft.prices.items())
    )


def _write_stock(product: Product, draft: ProductDraft) -> None:
    if draft.on_hand is None:
        return
    if not -(10**9) <= draft.on_hand <= 10**9:
        raise Invalid(_("So many units cannot be counted."), field="on_hand")
    Stock.objects.update_or_create(product=product, defaults={"on_hand": draft.on_hand})


def _by_sku(skus: list[str], field: str) -> dict[str, Product]:
    found = {product.sku: product for product in Product.objects.filter(sku__in=skus)}
    for sku in skus:
        if sku not in found:
            sentence = _("There is no product with the SKU %(sku)s.") % {"sku": sku}
            raise NotFound(sentence, code="unknown_sku", field=field)
    return found


def _write_components(product: Product, draft: ProductDraft) -> None:
    parts = _by_sku(list(draft.components), "components")
    if any(quantity < 1 for quantity in draft.components.values()):
        raise Invalid(_("A kit holds at least one of each component."), field="components")
    for part in parts.values():
        if part.pk == product.pk or product.pk in _inside(part.pk):
            sentence = _("%(sku)s would contain itself.") % {"sku": product.sku}
            raise Conflict(sentence, code="kit_cycle", field="components")
    product.components.all().delete()
    KitComponent.objects.bulk_create(
        KitComponent(kit=product, component=parts[sku], quantity=quantity)
        for sku, quantity in draft.components.items()
    )


def _inside(product_id: int) -> set[int]:
    """Everything within a kit, at any depth."""
    seen: set[int] = set()
    level = {product_id}
    while level:
        parts = KitComponent.objects.filter(kit_id__in=level)
        level = set(parts.values_list("component_id", flat=True)) - seen
        seen |= level
    return seen


def _write_fits(product: Product, draft: ProductDraft) -> None:
    roles = {"spare_part": draft.spare_parts, "accessory": draft.accessories}
    product.fits.all().delete()
    for role, skus in roles.items():
        others = _by_sku(list(skus), role)
        ProductFit.objects.bulk_create(
            ProductFit(product=product, other=others[sku], role=role) for sku in dict.fromkeys(skus)
        )
