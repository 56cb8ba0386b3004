"""What is done to an order: notes, holds, cancellation, money, parcels. Each answers the order."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from ninja import Router, Status

from orderkin.api.actor import actor, now
from orderkin.api.keys import IdempotencyKey, required
from orderkin.api.shapes.base import Text
from orderkin.api.shapes.orders import OrderAnswer, order_answer
from orderkin.api.shapes.verbs import (
    CancellationAsked,
    HoldAsked,
    NoteAsked,
    PaymentAsked,
    RefundAsked,
    ReturnAsked,
    ShipmentAsked,
)
from orderkin.families.queries import order_page
from orderkin.notes.actions.add_note import add_note
from orderkin.orders.actions.cancel_order import cancel_order
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.refund_order import refund_order
from orderkin.orders.actions.release_hold import release_hold
from orderkin.orders.actions.return_units import return_units
from orderkin.orders.actions.ship_order import ship_order
from orderkin.orders.deeds import Done

router = Router(tags=["Order actions"])


def _after(number: str, status: int = 200) -> Status[OrderAnswer]:
    return Status(status, order_answer(order_page(number)))


def _done(response: HttpResponse, done: Done) -> Status[OrderAnswer]:
    if done.replayed:
        response["Idempotent-Replayed"] = "true"
    return _after(done.number, 201)


@router.post("/orders/{number}/notes", response={201: OrderAnswer}, summary="Add a note")
def note(
    request: HttpRequest,
    response: HttpResponse,
    number: Text,
    asked: NoteAsked,
    key: IdempotencyKey = None,
) -> Status[OrderAnswer]:
    """A General note, a Customer Service note or Customer instructions, in any status."""
    done = add_note(
        actor=actor(request),
        number=number,
        kind=asked.kind,
        text=asked.text,
        is_private=asked.private,
        key=required(key),
        at=now(),
    )
    return _done(response, done)


@router.post("/orders/{number}/hold", response={201: OrderAnswer}, summary="Set on hold")
def hold(request: HttpRequest, number: Text, asked: HoldAsked) -> Status[OrderAnswer]:
    """The order waits, saying why and, if known, what releases it."""
    hold_order(
        actor=actor(request),
        number=number,
        reason=asked.reason,
        release_when=asked.release_when,
        at=now(),
    )
    return _after(number, 201)


@router.delete("/orders/{number}/hold", response={200: OrderAnswer}, summary="Release the hold")
def release(request: HttpRequest, number: Text) -> Status[OrderAnswer]:
    """The order goes on where it stood."""
    release_hold(actor=actor(request), number=number, at=now())
    return _after(number)


@router.post("/orders/{number}/cancellation", response={201: OrderAnswer}, summary="Cancel")
def cancellation(
    request: HttpRequest, number: Text, asked: CancellationAsked
) -> Status[OrderAnswer]:
    """An open, unshipped order is canceled; its relatives follow where their recipe says so."""
    cancel_order(actor=actor(request), number=number, reason=asked.reason, at=now())
    return _after(number, 201)


@router.post("/orders/{number}/payments", response={201: OrderAnswer}, summary="Receive a payment")
def payment(
    request: HttpRequest,
    response: HttpResponse,
    number: Text,
    asked: PaymentAsked,
    key: IdempotencyKey = None,
) -> Status[OrderAnswer]:
    """Money came in, at most what is owed; one key records it once."""
    done = receive_payment(
        actor=actor(request), number=number, key=required(key), at=now(), **dict(asked)
    )
    return _done(response, done)


@router.post("/orders/{number}/refunds", response={201: OrderAnswer}, summary="Refund")
def refund(
    request: HttpRequest,
    response: HttpResponse,
    number: Text,
    asked: RefundAsked,
    key: IdempotencyKey = None,
) -> Status[OrderAnswer]:
    """Money goes back, at most what was paid; refunded units count against the guard."""
    done = refund_order(
        actor=actor(request),
        number=number,
        amount=asked.amount,
        units=asked.counted(),
        method=asked.method,
        reference=asked.reference,
        override=asked.override,
        version=asked.version,
        key=required(key),
        at=now(),
    )
    return _done(response, done)


@router.post("/orders/{number}/returns", response={201: OrderAnswer}, summary="Take units back")
def returns(
    request: HttpRequest,
    response: HttpResponse,
    number: Text,
    asked: ReturnAsked,
    key: IdempotencyKey = None,
) -> Status[OrderAnswer]:
    """Units came back; the parcel they were in is not undone."""
    done = return_units(
        actor=actor(request),
        number=number,
        units=asked.counted(),
        restock=asked.restock,
        note=asked.note,
        version=asked.version,
        key=required(key),
        at=now(),
    )
    return _done(response, done)


@router.post("/orders/{number}/shipments", response={201: OrderAnswer}, summary="Ship")
def shipment(
    request: HttpRequest,
    response: HttpResponse,
    number: Text,
    asked: ShipmentAsked,
    key: IdempotencyKey = None,
) -> Status[OrderAnswer]:
    """A parcel left, with these units or with all that is left; free lines ship like any other."""
    done = ship_order(
        actor=actor(request),
        number=number,
        carrier=asked.carrier,
        tracking=asked.tracking,
        units=asked.counted() or None,
        version=asked.version,
        key=required(key),
        at=now(),
    )
    return _done(response, done)
