"""Orders: find, read, create, edit."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Status

from orderkin.api.actor import actor, now, reader
from orderkin.api.keys import IdempotencyKey, required
from orderkin.api.places import order_place
from orderkin.api.shapes.base import Cursor, Limit, Text
from orderkin.api.shapes.drafts import OrderAsked, OrderChange
from orderkin.api.shapes.families import FamilyAnswer, family_answer
from orderkin.api.shapes.orders import OrderAnswer, OrdersAnswer, order_answer
from orderkin.families.listing import order_rows
from orderkin.families.queries import family_of, order_page
from orderkin.orders.actions.create_order import create_order
from orderkin.orders.actions.edit_order import edit_order
from orderkin.search.find import find_orders

router = Router(tags=["Orders"])


@router.get("/orders", response=OrdersAnswer, summary="Find orders, newest first")
def orders(
    request: HttpRequest,
    q: Annotated[Text | None, Query(description="The language of the search box")] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> HttpResponse:
    """Exact numbers, e-mails and tracking numbers come first, with their families."""
    found = find_orders(q or "", actor=reader(request), at=now(), cursor=cursor, limit=limit)
    rows = order_rows(found.ids)
    return OrdersAnswer.sent({"items": rows, "next": found.next, "problems": found.problems})


@router.post(
    "/orders", response={201: OrderAnswer}, operation_id="create_order", summary="Create an order"
)
def create(
    request: HttpRequest, response: HttpResponse, asked: OrderAsked, key: IdempotencyKey = None
) -> Status[object]:
    """One key makes one order, however often it is sent; the answer is the order."""
    who, draft = actor(request), asked.draft()
    made = create_order(actor=who, draft=draft, key=required(key), at=now())
    response["Location"] = order_place(made.number)
    if made.replayed:
        response["Idempotent-Replayed"] = "true"
    return Status(201, order_answer(order_page(made.number)))


@router.get("/orders/{number}", response=OrderAnswer, url_name="order", summary="Read an order")
def order(request: HttpRequest, number: Text) -> OrderAnswer:
    """Lines with kits opened, money, parcels, notes and the family it belongs to."""
    reader(request)
    return order_answer(order_page(number))


@router.patch(
    "/orders/{number}",
    response=OrderAnswer,
    operation_id="edit_order",
    summary="Edit an unshipped order",
)
def edit(request: HttpRequest, number: Text, change: OrderChange) -> OrderAnswer:
    """Add, change or remove lines, change addresses; what is left out stays."""
    who = actor(request)
    edit_order(actor=who, number=number, edit=change.edit(), version=change.version, at=now())
    return order_answer(order_page(number))


@router.get("/orders/{number}/family", response=FamilyAnswer, summary="Read a family")
def family(request: HttpRequest, number: Text) -> FamilyAnswer:
    """The same tree from any member, root first."""
    reader(request)
    return family_answer(family_of(number))
