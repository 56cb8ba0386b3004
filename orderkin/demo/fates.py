"""What becomes of a demo order: how it stands, what was paid of it and how much left the house."""

from dataclasses import dataclass
from typing import Final, Literal

from orderkin.orders.statuses import OrderStatus as Status

Paid = Literal["all", "reserved", "part", "none", "returned", "reduced"]
Sent = Literal["all", "some", "none"]


@dataclass(frozen=True, slots=True)
class Fate:
    """One way an order can stand."""

    status: Status
    paid: Paid
    sent: Sent


DONE: Final = Fate(Status.COMPLETED, "all", "all")
NEW: Final = Fate(Status.IN_PROCESS, "all", "none")
_REDUCED: Final = Fate(Status.COMPLETED, "reduced", "all")
_SENT_BACK: Final = Fate(Status.COMPLETED, "returned", "all")
_RESERVED: Final = Fate(Status.IN_PROCESS, "reserved", "none")
_DEPOSIT: Final = Fate(Status.IN_PROCESS, "part", "none")
_UNPAID: Final = Fate(Status.IN_PROCESS, "none", "none")
BACKORDER: Final = Fate(Status.IN_PROCESS, "all", "some")
_HELD: Final = Fate(Status.ON_HOLD, "all", "none")
_HELD_RESERVED: Final = Fate(Status.ON_HOLD, "reserved", "none")
_STUCK: Final = Fate(Status.PROBLEM, "all", "all")
_DISPUTED: Final = Fate(Status.PROBLEM, "reserved", "none")
_QUOTE: Final = Fate(Status.QUOTE, "none", "none")
_CANCELED: Final = Fate(Status.CANCELED, "none", "none")
_CANCELED_PAID: Final = Fate(Status.CANCELED, "returned", "none")
_VOID: Final = Fate(Status.VOID, "none", "none")

_TODAY: Final = (
    (NEW, 58), (_RESERVED, 14), (_UNPAID, 4), (_HELD, 5), (_HELD_RESERVED, 2), (_DISPUTED, 1),
    (_CANCELED, 2), (_VOID, 1), (DONE, 2),
)  # fmt: skip
_THIS_WEEK: Final = (
    (NEW, 24), (_RESERVED, 6), (_UNPAID, 2), (BACKORDER, 9), (_HELD, 6), (_HELD_RESERVED, 2),
    (_STUCK, 3), (_DISPUTED, 1), (_CANCELED_PAID, 3), (_CANCELED, 1), (DONE, 44),
)  # fmt: skip
_THIS_MONTH: Final = (
    (DONE, 84), (BACKORDER, 4), (_HELD, 1), (_STUCK, 2), (_REDUCED, 3), (_CANCELED_PAID, 2),
    (_CANCELED, 2), (_SENT_BACK, 1), (_VOID, 1),
)  # fmt: skip
_LONG_AGO: Final = (
    (DONE, 872), (_REDUCED, 42), (_SENT_BACK, 30), (_CANCELED_PAID, 24), (_CANCELED, 20),
    (_VOID, 8), (_STUCK, 4),
)  # fmt: skip
_BY_PHONE: Final = ((_QUOTE, 40), (_DEPOSIT, 30), (_UNPAID, 10), (_HELD, 8), (NEW, 12))
_PHONE_WINDOW: Final = 40


def fates(age: int, channel: str) -> tuple[tuple[Fate, int], ...]:
    """The ways an order of this age in days can stand, with how often each is seen."""
    if channel == "phone" and age <= _PHONE_WINDOW:
        return _BY_PHONE + _THIS_WEEK if age > 3 else _BY_PHONE
    if age <= 2:
        return _TODAY
    if age <= 10:
        return _THIS_WEEK
    return _THIS_MONTH if age <= 30 else _LONG_AGO
