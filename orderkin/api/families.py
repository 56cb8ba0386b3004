"""Afterwards: undo a related order, link, move and unlink orders."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest
from ninja import Header, Router, Status

from orderkin.api.actor import actor, now
from orderkin.api.shapes.base import Text
from orderkin.api.shapes.families import FamilyAnswer, family_answer
from orderkin.api.shapes.verbs import LinkAsked, MoveAsked
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.move_order import move_order
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.families.queries import family_of

router = Router(tags=["Families"])
SecurityPin = Annotated[Text | None, Header(alias="Security-Pin")]


def _after(number: str, status: int = 200) -> Status[FamilyAnswer]:
    return Status(status, family_answer(family_of(number)))


@router.post("/orders/{number}/undo", response={201: FamilyAnswer}, summary="Undo a related order")
def undo(request: HttpRequest, number: Text) -> Status[FamilyAnswer]:
    """It becomes Void and gives its stock back, as long as nothing was shipped or paid."""
    undo_related_order(actor=actor(request), number=number, at=now())
    return _after(number, 201)


@router.post("/orders/{number}/parent", response={201: FamilyAnswer}, summary="Link to a parent")
def link(
    request: HttpRequest, number: Text, asked: LinkAsked, pin: SecurityPin = None
) -> Status[FamilyAnswer]:
    """An existing order becomes a child, with all that descends from it; circles are refused."""
    link_orders(actor=actor(request), number=number, pin=pin or "", at=now(), **dict(asked))
    return _after(number, 201)


@router.put("/orders/{number}/parent", response={200: FamilyAnswer}, summary="Move elsewhere")
def move(
    request: HttpRequest, number: Text, asked: MoveAsked, pin: SecurityPin = None
) -> Status[FamilyAnswer]:
    """A related order gets another parent; what its lines answer stays recorded."""
    move_order(actor=actor(request), number=number, pin=pin or "", at=now(), **dict(asked))
    return _after(number)


@router.delete("/orders/{number}/parent", response={200: FamilyAnswer}, summary="Unlink")
def unlink(request: HttpRequest, number: Text, reason: Text) -> Status[FamilyAnswer]:
    """The order, with all that descends from it, becomes the root of its own family."""
    unlink_order(actor=actor(request), number=number, reason=reason, at=now())
    return _after(number)
