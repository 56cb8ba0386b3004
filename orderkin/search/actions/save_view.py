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
from orderkin.search.saved_views import own_view


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
    view_id: int | None = None,
    replace: bool = False,
    at: datetime,
) -> SavedView:
    """Keep a query, its sort and columns under a name.

    `view_id` is the view of mine that is changed, perhaps renamed; without it a view is made. A
    name that I have given already is refused unless it may be `replace`d. A shared view is seen by
    everybody and changed by its owner. With `opens_first` my list opens on it, else no longer.
    """
    guard(actor, "share_views" if is_shared else "view_orders")
    named = clean(name, field="name", limit=60)
    if not named:
        raise Invalid(_("A view needs a name."), code="name_required", field="name")
    if sort not in SORTS:
        raise Invalid(_("There is no such sort."), code="unknown_sort", field="sort")
    kept = own_view(view_id, actor.employee) if view_id else None
    namesake = _namesake(named, actor, kept)
    if namesake and not replace:
        raise _taken(named)
    if kept and namesake:
        namesake.delete()
    view = kept or namesake or SavedView(owner_id=actor.employee)
    made = view.pk is None
    view.name, view.query, view.sort = named, to_text(parse(query))[:500], sort
    view.columns, view.is_shared, view.saved_at = list(known_columns(columns)), is_shared, at
    view.save()
    _open_on(view, actor, opens_first=opens_first)
    data = {"name": named, "query": view.query, "is_shared": is_shared, "is_new": made}
    record([Happening("view.saved", view.pk, subject_kind="view", data=data)], actor, at)
    return view


def _namesake(name: str, actor: Actor, kept: SavedView | None) -> SavedView | None:
    mine = SavedView.objects.select_for_update().filter(owner_id=actor.employee, name=name)
    return (mine.exclude(pk=kept.pk) if kept else mine).first()


def _taken(name: str) -> Invalid:
    sentence = _("You have a view named %(name)s already: give another name, or replace it.")
    return Invalid(sentence % {"name": name}, code="view_name_taken", field="name")


def _open_on(view: SavedView, actor: Actor, *, opens_first: bool) -> None:
    layouts = ListLayout.objects.filter(employee_id=actor.employee)
    if not opens_first:
        layouts.filter(default_view=view).update(default_view=None)
    elif not layouts.update(default_view=view):
        ListLayout.objects.create(employee_id=actor.employee, default_view=view)
