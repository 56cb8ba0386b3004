"""What is asked when an order is created or edited."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from orderkin.api.shapes.base import Amount, Count, Id, Shape, Whole
from orderkin.customers.addresses import Address
from orderkin.orders.drafts import OrderDraft, OrderEdit
from orderkin.orders.lines import DraftLine


class AddressAsked(Shape):
    """A postal address as written on a parcel; `country` is ISO 3166 alpha-2."""

    name: str = Field(default="", max_length=200)
    business: str = Field(default="", max_length=200)
    line1: str = Field(default="", max_length=200)
    line2: str = Field(default="", max_length=200)
    postcode: str = Field(default="", max_length=40)
    city: str = Field(default="", max_length=120)
    region: str = Field(default="", max_length=120)
    country: str = Field(default="", max_length=2)
    phone: str = Field(default="", max_length=60)

    def address(self) -> Address:
        """The same in the shop's terms."""
        return Address(**dict(self))


class DraftLineAsked(Shape):
    """A product by SKU at today's price, free, or at a custom price with its reason."""

    sku: str = Field(max_length=80)
    quantity: Count = 1
    price_basis: Literal["today", "free", "custom"] = "today"
    unit_price: Amount | None = None
    price_reason: str = Field(default="", max_length=200)

    def line(self) -> DraftLine:
        """The same in the shop's terms."""
        return DraftLine(**dict(self))


class OrderAsked(Shape):
    """A new order. `tax_rate` is basis points for all lines; amounts are minor units."""

    channel: str
    currency: str = Field(max_length=3)
    customer_id: Id | None = None
    customer_name: str = ""
    customer_email: str = ""
    customer_phone: str = ""
    billing_address: AddressAsked = AddressAsked()
    shipping_address: AddressAsked = AddressAsked()
    channel_number: str = ""
    lines: list[DraftLineAsked] = Field(default=[], max_length=200)
    shipping_charge: Amount = 0
    tax_rate: Whole = Field(default=0, ge=0, le=10_000)
    prices_include_tax: bool = False
    quote: bool = False

    def draft(self) -> OrderDraft:
        """The same in the shop's terms."""
        return OrderDraft(
            **{
                **dict(self),
                "billing_address": self.billing_address.address(),
                "shipping_address": self.shipping_address.address(),
                "lines": tuple(line.line() for line in self.lines),
            }
        )


class QuantityAsked(Shape):
    """A line's new quantity; 0 removes it."""

    line: Id
    quantity: Whole = Field(ge=0, le=1_000_000)


class OrderChange(Shape):
    """Changes to an unshipped order; `version` is the one they were decided on."""

    version: Id | None = None
    add: list[DraftLineAsked] = Field(default=[], max_length=200)
    quantities: list[QuantityAsked] = Field(default=[], max_length=1000)
    billing_address: AddressAsked | None = None
    shipping_address: AddressAsked | None = None
    shipping_charge: Amount | None = None

    def edit(self) -> OrderEdit:
        """The same in the shop's terms."""
        bill, ship = self.billing_address, self.shipping_address
        return OrderEdit(
            add=tuple(line.line() for line in self.add),
            quantities={one.line: one.quantity for one in self.quantities},
            billing_address=bill.address() if bill else None,
            shipping_address=ship.address() if ship else None,
            shipping_charge=self.shipping_charge,
        )
