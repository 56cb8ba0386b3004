"""The key that makes one intent one effect, and what is known of it."""

from __future__ import annotations

from typing import Annotated, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Header, Router

from orderkin.api.actor import actor, now
from orderkin.api.places import order_place
from orderkin.api.shapes.base import Answer, Text
from orderkin.lib.errors import Invalid
from orderkin.orders.running import state_of

IdempotencyKey = Annotated[
    Text | None,
    Header(alias="Idempotency-Key", description="Required unless nothing is made: one per intent"),
]
router = Router(tags=["Idempotency"])


def required(key: str | None) -> str:
    """The key; a request that makes something comes with one."""
    if not key or not key.strip():
        sentence = _("Send an Idempotency-Key: a text of your own, new for each thing to make.")
        raise Invalid(sentence, code="key_required", field="Idempotency-Key")
    return key


class IntentAnswer(Answer):
    """`order` and `location` are there once it is done."""

    key: str
    state: Literal["done", "running", "not_done"]
    order: str | None
    location: str | None


@router.get("/idempotency/{key}", response=IntentAnswer, summary="Done, running or not done?")
def state(request: HttpRequest, key: Text) -> IntentAnswer:
    """What became of a request: no answer is ever "maybe". Keys belong to who sent them."""
    known = state_of(key=key, actor=actor(request), at=now())
    place = order_place(known.number) if known.number else None
    return IntentAnswer(key=key, state=known.state, order=known.number or None, location=place)
