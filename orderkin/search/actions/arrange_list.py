"""Arrange the orders list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.search.columns import known_columns
from orderkin.search.models import ListLayout, SavedView
from orderkin.search.saved_views import no_such_view


@transaction.atomic(durable=True)
def arrange_list(
    *,
    actor: Actor,
    columns: Sequence[str],
    is_roomy: bool,
    default_view: int | None,
    at: datetime,
) -> ListLayout:
    """Choose my columns, their order and density, and the view my list opens on."""
    guard(actor, "view_orders")
    view = None
    if default_view:
        seen = SavedView.objects.filter(pk=default_view)
        view = seen.filter(is_shared=True).first() or seen.filter(owner_id=actor.employee).first()
        if view is None:
            raise no_such_view()
    chosen = list(known_columns(columns))
    layout, _made = ListLayout.objects.update_or_create(
        employee_id=actor.employee,
        defaults={"columns": chosen, "is_roomy": is_roomy, "default_view": view},
    )
    data = {"columns": chosen, "default_view": default_view}
    record([Happening("list.arranged", layout.pk, subject_kind="list", data=data)], actor, at)
    return layout
