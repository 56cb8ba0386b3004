"""An employee's lists of orders: their own views, those shared, and how they like them laid out."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound
from orderkin.search.columns import USUAL, known_columns
from orderkin.search.models import SavedView
from orderkin.sql import fetch
from orderkin.sql.values import document


@dataclass(frozen=True, slots=True)
class View:
    """One saved view as an employee sees it."""

    id: int
    name: str
    query: str
    sort: str
    columns: tuple[str, ...]
    is_shared: bool
    is_mine: bool
    owner_email: str

    def is_removable_by(self, actor: Actor) -> bool:
        """Whether this employee may remove it: their own, or a shared one as a Client Admin."""
        return self.is_mine or (self.is_shared and actor.may("change_settings"))


@dataclass(frozen=True, slots=True)
class Lists:
    """The views an employee can open, and their own layout."""

    views: tuple[View, ...]
    columns: tuple[str, ...]
    is_roomy: bool
    default_id: int | None

    def view(self, view_id: int) -> View | None:
        return next((one for one in self.views if one.id == view_id), None)

    @property
    def default(self) -> View | None:
        return self.view(self.default_id or 0)


_LISTS = """
SELECT l.columns AS own_columns, l.is_roomy, l.default_view_id,
       v.id, v.name, v.query, v.sort, v.columns, v.is_shared, v.owner_id, e.email AS owner_email
  FROM client_employee me
  LEFT JOIN search_listlayout l ON l.employee_id = me.id
  LEFT JOIN search_savedview v ON v.owner_id = me.id OR v.is_shared
  LEFT JOIN client_employee e ON e.id = v.owner_id
 WHERE me.id = %s
 ORDER BY v.name, v.id
"""


def lists_of(employee_id: int) -> Lists:
    """An employee's views and layout, with one statement."""
    rows = fetch(_LISTS, [employee_id])
    if not rows:
        return Lists((), USUAL, is_roomy=False, default_id=None)
    views = tuple(
        View(
            id=row.id,
            name=row.name,
            query=row.query,
            sort=row.sort,
            columns=known_columns(document(row.columns) or ()),
            is_shared=bool(row.is_shared),
            is_mine=row.owner_id == employee_id,
            owner_email=row.owner_email,
        )
        for row in rows
        if row.id is not None
    )
    own = known_columns(document(rows[0].own_columns) or ()) or USUAL
    return Lists(views, own, bool(rows[0].is_roomy), rows[0].default_view_id)


def no_such_view() -> NotFound:
    """The refusal for a view that is not there, or somebody else's and not shared."""
    return NotFound(_("There is no such view among yours or the shared ones."), code="no_view")


def own_view(view_id: int, employee_id: int) -> SavedView:
    """An employee's own view, locked. Raises NotFound."""
    mine = SavedView.objects.select_for_update().filter(pk=view_id, owner_id=employee_id)
    found = mine.first()
    if found is None:
        raise no_such_view()
    return found


def removable_view(view_id: int, actor: Actor) -> SavedView:
    """A view that this employee may remove, locked. Raises NotFound."""
    kept = SavedView.objects.select_for_update().filter(pk=view_id)
    allowed = Q(owner_id=actor.employee)
    if actor.may("change_settings"):
        allowed |= Q(is_shared=True)
    found = kept.filter(allowed).first()
    if found is None:
        raise no_such_view()
    return found
