"""What is asked when something is done to an order."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from orderkin.api.shapes.base import Amount, Count, Id, Shape

NOTE_LIMIT = 20_000


class NoteAsked(Shape):
    """A note of one of the three kinds; private ones are for employees alone."""

    kind: Literal["general", "customer_service", "customer_instructions"] = "customer_service"
    text: str
    private: bool = False


class HoldAsked(Shape):
    """Why the order waits, and what releases it."""

    reason: str
    release_when: str = ""


class CancellationAsked(Shape):
    """Why the order is canceled."""

    reason: str


class UnitsAsked(Shape):
    """Units of one line; a kit's count for its components."""

    line: Id
    quantity: Count


class Counted(Shape):
    """Shared by what concerns units of lines; `version` is the order's as it was read."""

    version: Id | None = None
    units: list[UnitsAsked] = Field(default=[], max_length=1000)

    def counted(self) -> dict[int, int]:
        """Line id to units."""
        found: dict[int, int] = {}
        for one in self.units:
            found[one.line] = found.get(one.line, 0) + one.quantity
        return found


class PaymentAsked(Shape):
    """Money received, minor units of the order's currency."""

    amount: Amount
    method: str = ""
    reference: str = ""
    version: Id | None = None


class RefundAsked(Counted):
    """Money given back, and the units it was for; `override` is why past the guard."""

    amount: Amount
    method: str = ""
    reference: str = ""
    override: str = ""


class ReturnAsked(Counted):
    """Units that came back; `restock` puts them on the shelf again, `note` is kept with it."""

    restock: bool = False
    note: str = ""


class ShipmentAsked(Counted):
    """A parcel; without `units` all that is left goes."""

    carrier: str = ""
    tracking: str = ""


class LinkAsked(Shape):
    """The parent an order belongs to, and why; `exception` when the customers differ."""

    parent: str
    reason: str
    kind: str = "linked"
    reason_code: str = ""
    exception: str = ""


class MoveAsked(Shape):
    """The new parent, and why."""

    parent: str
    reason: str
    exception: str = ""
