"""Add a note to an order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean
from orderkin.notes.kinds import KINDS, LIMIT
from orderkin.notes.models import Note
from orderkin.orders.deeds import Done, take_deed
from orderkin.orders.models import Order
from orderkin.orders.running import known_while_running


@known_while_running
@transaction.atomic(durable=True)
def add_note(
    *,
    actor: Actor,
    number: str,
    kind: str,
    text: str,
    is_private: bool = False,
    key: str | None = None,
    at: datetime,
) -> Done:
    """Write a General note, a Customer Service note or Customer instructions, once per `key`."""
    guard(actor, "add_note")
    if kind not in KINDS:
        raise Invalid(_("There is no such kind of note."), code="unknown_kind", field="kind")
    words = clean(text, field="text", limit=LIMIT)
    if not words:
        raise Invalid(_("The note is empty."), code="empty_note", field="text")
    asked = [kind, words, is_private]
    done = take_deed(key=key, verb="add_note", number=number, asked=asked, actor=actor, at=at)
    if done.replayed:
        return done
    order = Order.objects.take(number)
    note = Note.objects.create(
        order=order,
        kind=kind,
        text=words,
        is_private=is_private,
        author_id=actor.employee_id,
        author_email=actor.email,
        at=at,
    )
    data = {"note": note.pk, "kind": kind}
    record([Happening("order.note_added", order.pk, data=data)], actor, at)
    return done
