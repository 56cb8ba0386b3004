"""What travels out of a file: plain orders and what was wrong, before anything is stored."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from typing import Literal

from orderkin.customers.addresses import Address
from orderkin.imports.problems import Elsewhere, ImportProblem, Spans

OrderState = Literal[
    "quote", "in_process", "on_hold", "problem", "completed", "canceled", "void", ""
]
NoteKind = Literal["general", "customer_service", "customer_instructions"]
PaymentKind = Literal["charge", "authorization"]


@dataclass(frozen=True, slots=True)
class ImportedCustomer:
    """The buyer; `key` is the channel's own customer number, if it has one."""

    name: str = ""
    email: str = ""
    phone: str = ""
    business: str = ""
    key: str = ""


# Exports of one order may spell its time with and without a zone; what is further apart is two.
ONE_ORDER = timedelta(hours=36)
NOBODY = ImportedCustomer()
NOWHERE = Address()


@dataclass(frozen=True, slots=True)
class ImportedComponent:
    """What a kit line holds: `quantity` for the whole line, `amount` what it was priced at."""

    sku: str
    name: str
    quantity: int
    amount: int = 0
    key: str = ""


@dataclass(frozen=True, slots=True)
class ImportedLine:
    """One order line; amounts in minor units, `discount` and `tax` for the whole line."""

    sku: str
    name: str
    quantity: int
    unit_price: int
    discount: int = 0
    tax: int = 0
    list_price: int = 0
    key: str = ""
    source_line: int = 0
    place: str = ""
    ships: bool = True
    components: tuple[ImportedComponent, ...] = ()

    @property
    def total(self) -> int:
        """What the line comes to before tax (with it where the order includes tax)."""
        return self.unit_price * self.quantity - self.discount


@dataclass(frozen=True, slots=True)
class ImportedPayment:
    """Money taken (charge) or only reserved (authorization), minor units of the order."""

    amount: int
    at: datetime | None = None
    kind: PaymentKind = "charge"
    method: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ImportedRefund:
    """Money given back; `lines` are (line key, quantity, minor units)."""

    amount: int
    at: datetime | None = None
    reason: str = ""
    key: str = ""
    lines: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedShipment:
    """A parcel; `lines` are (line key, quantity), empty when the whole order went."""

    at: datetime | None = None
    carrier: str = ""
    tracking: str = ""
    lines: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportedNote:
    """A note the channel kept; never shown to the customer unless it is theirs."""

    text: str
    kind: NoteKind = "general"
    author: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class ImportedOrder:
    """One order of a channel. Amounts are minor units of `currency`, times are UTC.

    `total` is what the file says. `adjustment` is what its parts lack to reach it: zero unless
    the file contradicts itself, and then told as a warning.
    """

    number: str
    placed_at: datetime
    currency: str
    lines: tuple[ImportedLine, ...]
    total: int
    customer: ImportedCustomer = NOBODY
    billing: Address = NOWHERE
    shipping_address: Address = NOWHERE
    shipping: int = 0
    tax: int = 0
    discount: int = 0
    tax_included: bool = False
    adjustment: int = 0
    state: OrderState = "in_process"
    canceled_at: datetime | None = None
    payments: tuple[ImportedPayment, ...] = ()
    refunds: tuple[ImportedRefund, ...] = ()
    shipments: tuple[ImportedShipment, ...] = ()
    notes: tuple[ImportedNote, ...] = ()
    tags: tuple[str, ...] = ()
    channel_id: str = ""
    channel_name: str = ""
    shipping_method: str = ""
    replaces: str = ""
    source_lines: Spans = ()
    elsewhere: Elsewhere = ()
    warnings: tuple[ImportProblem, ...] = ()

    @property
    def parts(self) -> int:
        """Lines, shipping and tax less the order's discount: what the total should be."""
        tax = 0 if self.tax_included else self.tax
        return sum(line.total for line in self.lines) + self.shipping + tax - self.discount


@dataclass(frozen=True, slots=True)
class ImportedCancellation:
    """A document that takes back earlier lines (a credit note, a `C` invoice).

    `lines` are positive: what came back and for how much. It is matched to the order it belongs
    to by `cancels` (a number) or, where the file names none, by customer and product.
    """

    number: str
    at: datetime
    currency: str
    customer: ImportedCustomer
    lines: tuple[ImportedLine, ...]
    shipping: int = 0
    discount: int = 0
    cancels: str = ""
    reason: str = ""
    source_lines: Spans = ()
    elsewhere: Elsewhere = ()

    @property
    def amount(self) -> int:
        """What is taken back, minor units; a discount taken back makes it less."""
        return sum(line.total for line in self.lines) + self.shipping - self.discount


@dataclass(frozen=True, slots=True)
class ImportedAddition:
    """Refunds, notes or parcels that came apart from their order; `order` is number or id."""

    order: str
    refunds: tuple[ImportedRefund, ...] = ()
    notes: tuple[ImportedNote, ...] = ()
    shipments: tuple[ImportedShipment, ...] = ()
    source_lines: Spans = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a person settled about a file, because the file alone does not say.

    `zone` is an IANA name for times without one; `date_order` is dmy or mdy; `decimal_mark` is a
    point or a comma; `currency` is ISO and only fills in where the file names none.
    """

    zone: str = ""
    date_order: str = ""
    decimal_mark: str = ""
    currency: str = ""
    encoding: str = ""

    def document(self) -> dict[str, str]:
        """What was settled, without what was left open."""
        return {name: value for name, value in asdict(self).items() if value}


NO_CHOICES = Choices()

Read = ImportedOrder | ImportedCancellation | ImportedAddition | ImportProblem


@dataclass(frozen=True, slots=True)
class FileFacts:
    """What was found about a file before reading it."""

    kind: str
    encoding: str = ""
    size: int = 0
    lines: int = 0
    sha256: str = ""
    warnings: tuple[ImportProblem, ...] = field(default_factory=tuple)
