"""Related orders: dry run and create."""

from __future__ import annotations

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Body, Header, Query, Router

from orderkin.api.actor import actor, now
from orderkin.api.keys import IdempotencyKey, required
from orderkin.api.places import order_place
from orderkin.api.shapes.base import Text
from orderkin.api.shapes.related_orders import (
    ApprovalGiven,
    ChildAnswer,
    PreviewAnswer,
    RelatedOrderAsked,
)
from orderkin.client.actors import actor_by_email
from orderkin.families.actions.create_related_order import Approval, create_related_order
from orderkin.families.preview_documents import preview_document
from orderkin.families.previews import preview_related_order

router = Router(tags=["Related orders"])


@router.post(
    "/orders/{number}/related-orders",
    response={201: ChildAnswer, 200: PreviewAnswer},
    operation_id="create_related_order",
    summary="Create a related order, or (preview=true) show exactly what it would be",
)
def create(
    request: HttpRequest,
    number: Text,
    asked: Annotated[RelatedOrderAsked, Body(default_factory=RelatedOrderAsked)],
    preview: Annotated[bool, Query(description="Dry run: nothing is made")] = False,
    key: IdempotencyKey = None,
    pin: Annotated[Text | None, Header(alias="Security-Pin")] = None,
) -> HttpResponse:
    """One key makes one order, however often it is sent; a replay answers the same again."""
    who, at = actor(request), now()
    if preview:
        seen = preview_related_order(actor=who, number=number, wish=asked.wish(), at=at)
        return PreviewAnswer.sent(preview_document(seen))
    made = create_related_order(
        actor=who,
        number=number,
        wish=asked.wish(),
        key=required(key),
        at=at,
        pin=pin or "",
        approval=_approval(asked.approval),
        preview=asked.preview_token,
    )
    answer = ChildAnswer.sent(made.child, 201)
    answer["Location"] = order_place(made.number)
    if made.replayed:
        answer["Idempotent-Replayed"] = "true"
    return answer


def _approval(given: ApprovalGiven | None) -> Approval | None:
    return Approval(actor_by_email(given.email, "api"), given.pin) if given else None
