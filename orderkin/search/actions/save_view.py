"""Save a view of the orders list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean
from orderkin.search.columns import known_columns
from orderkin.search.find import SORTS
from orderkin.search.models import ListLayout, SavedView
from orderkin.search.query import parse, to_text


@transaction.atomic(durable=True)
def save_view(
    *,
    actor: Actor,
    name: str,
    query: str,
    sort: str = "newest",
    columns: Sequence[str] = (),
    is_shared: bool = False,
    opens_first: bool = False,
    at: datetime,
) -> SavedView:
    """Keep a query, its sort and columns under a name; the same name of mine again replaces it.

    A shared view is seen by everybody and changed by its owner. With `opens_first` the orders
    list opens on it.
    """
    guard(actor, "share_views" if is_shared else "view_orders")
    named = clean(name, field="name", limit=60)
    if not named:
        raise Invalid(_("A view needs a name."), code="name_required", field="name")
    if sort not in SORTS:
        raise Invalid(_("There is no such sort."), code="unknown_sort", field="sort")
    view, made = SavedView.objects.update_or_create(
        owner_id=actor.employee,
        name=named,
        defaults={
            "query": to_text(parse(query))[:500],
            "sort": sort,
            "columns": list(known_columns(columns)),
            "is_shared": is_shared,
            "saved_at": at,
        },
    )
    if opens_first:
        ListLayout.objects.update_or_create(
            employee_id=actor.employee, defaults={"default_view": view}
        )
    data = {"name": named, "query": view.query, "is_shared": is_shared, "is_new": made}
    record([Happening("view.saved", view.pk, subject_kind="view", data=data)], actor, at)
    return view
