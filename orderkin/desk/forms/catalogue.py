"""What people type about products and customers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from orderkin.customers.actions.save_customer import CustomerDraft
from orderkin.customers.addresses import Address
from orderkin.desk.forms.fields import DeskForm, LongText, MoneyField, VersionField, read_amount
from orderkin.desk.forms.orders import ADDRESS_LABELS
from orderkin.lib.money import is_currency, to_major
from orderkin.products.actions.save_product import ProductDraft
from orderkin.products.models import Product


class CustomerForm(DeskForm):
    """A customer and two addresses."""

    name = forms.CharField(label=lazy("Name"), max_length=200)
    email = forms.CharField(label=lazy("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=lazy("Phone"), max_length=60, required=False)
    business = forms.CharField(label=lazy("Business"), max_length=200, required=False)
    version = VersionField()

    def __init__(
        self, *args: Any, bill: Address | None = None, ship: Address | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        for side, address in (("bill", bill or Address()), ("ship", ship or Address())):
            for name, text in ADDRESS_LABELS.items():
                self.fields[f"{side}_{name}"] = forms.CharField(
                    label=text,
                    required=False,
                    max_length=2 if name == "country" else 200,
                    initial=getattr(address, name),
                    widget=forms.TextInput(attrs={"class": "form-control", "dir": "auto"}),
                )

    def about(self) -> list[forms.BoundField]:
        """The inputs about the person."""
        return [self[name] for name in ("name", "email", "phone", "business")]

    def sides(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """Each address with its inputs."""
        titles = (("bill", _("Bill to")), ("ship", _("Ship to, when it differs")))
        return [(title, [self[f"{side}_{n}"] for n in ADDRESS_LABELS]) for side, title in titles]

    def draft(self) -> CustomerDraft:
        """The customer as typed."""
        typed = self.cleaned_data
        sides = [
            Address(**{n: typed[f"{side}_{n}"] for n in ADDRESS_LABELS})
            for side in ("bill", "ship")
        ]
        return CustomerDraft(
            typed["name"],
            typed["email"],
            typed["phone"],
            typed["business"],
            [address for address in sides if address],
        )


class ProductForm(DeskForm):
    """A product. Prices are typed one per line, `EUR 49.00`; components `SKU 2`, fits a SKU."""

    sku = forms.CharField(label=lazy("SKU"), max_length=80)
    name = forms.CharField(label=lazy("Name"), max_length=300)
    barcode = forms.CharField(label=lazy("Barcode"), max_length=40, required=False)
    prices = LongText(
        label=lazy("List prices"), help_text=lazy("One per line: EUR 49.00"), required=False
    )
    cost = MoneyField(label=lazy("Cost"), required=False)
    cost_currency = forms.CharField(label=lazy("Cost currency"), max_length=3, initial="EUR")
    on_hand = forms.IntegerField(
        label=lazy("Units on hand"), required=False, min_value=-(2**31), max_value=2**31 - 1
    )
    components = LongText(
        label=lazy("Components, for a kit"), help_text=lazy("One per line: SKU 2"), required=False
    )
    spare_parts = LongText(
        label=lazy("Spare parts"), help_text=lazy("One SKU per line"), required=False
    )
    accessories = LongText(
        label=lazy("Accessories"), help_text=lazy("One SKU per line"), required=False
    )
    is_spare_part = forms.BooleanField(label=lazy("Is a spare part"), required=False)
    sold_alone = forms.BooleanField(label=lazy("For sale on its own"), required=False, initial=True)
    ships = forms.BooleanField(label=lazy("Ships in a parcel"), required=False, initial=True)
    active = forms.BooleanField(label=lazy("In use"), required=False, initial=True)
    version = VersionField()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cost = self.fields["cost"]
        code = self.data.get("cost_currency") or self.initial.get("cost_currency") or ""
        if isinstance(cost, MoneyField) and is_currency(str(code).strip().upper()):
            cost.currency = str(code).strip().upper()

    def clean_prices(self) -> dict[str, int]:
        """Currency to minor units."""
        prices: dict[str, int] = {}
        for line in _lines(self.cleaned_data["prices"]):
            currency, _space, amount = line.partition(" ")
            if not is_currency(currency.upper()) or not amount.strip():
                raise ValidationError(_("Write a price such as EUR 49.00."))
            prices[currency.upper()] = read_amount(amount.strip(), currency.upper())
        return prices

    def clean_cost_currency(self) -> str:
        """An ISO currency."""
        code = str(self.cleaned_data["cost_currency"]).upper()
        if not is_currency(code):
            raise ValidationError(_("Write a currency such as EUR."))
        return code

    def clean_components(self) -> dict[str, int]:
        """SKU to quantity."""
        parts: dict[str, int] = {}
        for line in _lines(self.cleaned_data["components"]):
            sku, _space, quantity = line.rpartition(" ")
            if not sku or not (quantity.isascii() and quantity.isdecimal()) or len(quantity) > 9:
                raise ValidationError(_("Write a component such as BRACKET-8 2."))
            parts[sku.strip()] = int(quantity)
        return parts

    def draft(self) -> ProductDraft:
        """The product as typed."""
        typed = {**self.cleaned_data}
        typed.pop("version")
        typed["cost"] = typed["cost"] or 0
        for name in ("spare_parts", "accessories"):
            typed[name] = tuple(_lines(typed[name]))
        return ProductDraft(**typed)


def typed_from(product: Product) -> dict[str, object]:
    """What the form starts with for a known product."""
    fits = list(product.fits.all())
    return {
        "sku": product.sku,
        "name": product.name,
        "barcode": product.barcode,
        "prices": "\n".join(
            f"{p.currency} {to_major(p.amount, p.currency)}" for p in product.prices.all()
        ),
        "cost": str(to_major(product.cost, product.cost_currency)),
        "cost_currency": product.cost_currency,
        "on_hand": product.stock.on_hand if hasattr(product, "stock") else None,
        "components": "\n".join(
            f"{c.component.sku} {c.quantity}" for c in product.components.all()
        ),
        "spare_parts": "\n".join(fit.other.sku for fit in fits if fit.role == "spare_part"),
        "accessories": "\n".join(fit.other.sku for fit in fits if fit.role == "accessory"),
        "is_spare_part": product.is_spare_part,
        "sold_alone": product.sold_alone,
        "ships": product.ships,
        "active": product.active,
        "version": product.version,
    }


def _lines(text: str) -> Iterable[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
