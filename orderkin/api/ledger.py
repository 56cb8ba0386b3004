"""The family's money."""

from __future__ import annotations

from django.http import HttpRequest
from ninja import Router

from orderkin.api.actor import reader
from orderkin.api.shapes.base import Answer, Text
from orderkin.families.ledger import Ledger
from orderkin.families.reading_ledger import family_ledger

router = Router(tags=["Families"])


class SumsAnswer(Answer):
    """Money of one currency in minor units; a negative `balance` is owed to the customer."""

    currency: str
    charged: int
    paid: int
    refunded: int
    given_free: int
    goods_cost: int
    shipping: int
    other: int
    balance: int


class LineEntryAnswer(Answer):
    """What one line adds."""

    line: int
    kit_line: int | None
    sku: str
    name: str
    quantity: int
    share: int
    sums: list[SumsAnswer]


class OrderEntryAnswer(Answer):
    """What one member adds, and its lines."""

    number: str
    status: str
    sums: list[SumsAnswer]
    lines: list[LineEntryAnswer]


class LedgerAnswer(Answer):
    """Per order, per line, in total; currencies stand side by side and are never added."""

    orders: list[OrderEntryAnswer]
    totals: list[SumsAnswer]


@router.get("/orders/{number}/ledger", response=LedgerAnswer, summary="Read the family ledger")
def ledger(request: HttpRequest, number: Text) -> Ledger:
    """The same from any member: charged, paid, refunded, given free, cost, shipping, balance."""
    reader(request)
    return family_ledger(number)
