"""What somebody asks for when creating or editing an order (pure)."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from orderkin.customers.addresses import Address
from orderkin.orders.lines import DraftLine


@dataclass(frozen=True, slots=True)
class OrderDraft:
    """A new order. `tax_rate` is basis points for all lines; `shipping_charge` minor units."""

    channel: str
    currency: str
    customer_id: int | None = None
    customer_name: str = ""
    customer_email: str = ""
    customer_phone: str = ""
    billing_address: Address = field(default_factory=Address)
    shipping_address: Address = field(default_factory=Address)
    channel_number: str = ""
    lines: tuple[DraftLine, ...] = ()
    shipping_charge: int = 0
    tax_rate: int = 0
    prices_include_tax: bool = False
    quote: bool = False

    def digest(self) -> str:
        """Equal for equal drafts: what an idempotency key stands for."""
        text = json.dumps(asdict(self), sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(frozen=True, slots=True)
class OrderEdit:
    """Changes to an unshipped order; what is None or empty stays as it is.

    `quantities` maps line id to its new quantity, 0 removes the line.
    """

    add: tuple[DraftLine, ...] = ()
    quantities: Mapping[int, int] = field(default_factory=dict)
    shipping_address: Address | None = None
    billing_address: Address | None = None
    shipping_charge: int | None = None
