"""Remove a view of the orders list."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.search.saved_views import removable_view


@transaction.atomic(durable=True)
def remove_view(*, actor: Actor, view_id: int, at: datetime) -> None:
    """Forget one of my views; whoever opened their list on it sees all orders again.

    A shared view, perhaps of somebody who has left, goes too with the right to change settings.
    """
    guard(actor, "view_orders")
    view = removable_view(view_id, actor)
    data = {"name": view.name, "query": view.query, "is_shared": view.is_shared}
    record([Happening("view.removed", view.pk, subject_kind="view", data=data)], actor, at)
    view.delete()
