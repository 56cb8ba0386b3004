"""Manage Orders: what was asked of the list, and what its template is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from orderkin.bulk.verbs import VERBS
from orderkin.client.models import Channel
from orderkin.desk.order_columns import shown_columns, to_choose
from orderkin.families.listing import order_rows
from orderkin.lib.actor import Actor
from orderkin.lib.paging import Page
from orderkin.orders.statuses import LABELS
from orderkin.search.choices import meant, status_column
from orderkin.search.find import SORTS, Found, Sort
from orderkin.search.help import operator_help
from orderkin.search.query import Filter, Query, parse, to_text
from orderkin.search.saved_views import Lists, View, no_such_view

# The selects above the list; each adds an operator of the search language.
SELECTS = {"status": "status", "company": "company", "channel": "channel", "family": "has"}


@dataclass(frozen=True, slots=True)
class Chip:
    """One operator of the query, with the query that is left without it, and itself as typed."""

    operator: str
    values: str
    negated: bool
    without: str
    term: str

    @property
    def last(self) -> str:
        """The query with this operator at its end, where it can be typed on."""
        return f"{self.without} {self.term}".strip()


@dataclass(frozen=True, slots=True)
class Asked:
    """The list a request asks for. `moved` is where the same list has its own address."""

    query: Query
    sort: Sort
    view: View | None
    moved: str = ""

    @property
    def text(self) -> str:
        return to_text(self.query)

    @property
    def columns(self) -> tuple[str, ...]:
        return self.view.columns if self.view else ()


def asked_of(request: HttpRequest, lists: Lists) -> Asked:
    """Read the address: a view, typed text, a sort, operators added by selects. Raises NotFound."""
    view = _view(request, lists)
    query = parse(request.GET.get("q", view.query if view else ""))
    wanted = request.GET.get("sort", view.sort if view else "newest")
    sort: Sort = next((one for one in SORTS if one == wanted), "newest")
    if not request.GET and lists.default:
        return Asked(query, sort, view, _address(view=lists.default.id))
    added = [
        Filter(operator, (request.GET[name],))
        for name, operator in SELECTS.items()
        if request.GET.get(name)
    ]
    if not added:
        return Asked(query, sort, view)
    for one in added:
        query = _chosen(query, one)
    address = _address(q=to_text(query), sort=sort, view=view.id if view else "")
    return Asked(query, sort, view, address)


def _chosen(query: Query, one: Filter) -> Query:
    """The query with a filter of a select; what no order could have beside it gives way."""
    for kept in query.filters:
        same = kept.operator == one.operator != "has" and not kept.negated
        if same and _sort_of(kept) == _sort_of(one):
            query = query.without(kept)
    return query.plus(one)


def _sort_of(chip: Filter) -> set[str]:
    if chip.operator != "status":
        return set()
    return {status_column(code) for value in chip.values for code in meant("status", value)}


def _view(request: HttpRequest, lists: Lists) -> View | None:
    wanted = request.GET.get("view", "")
    if not wanted:
        return None
    found = lists.view(int(wanted)) if wanted.isascii() and wanted.isdecimal() else None
    if found is None:
        raise no_such_view()
    return found


def _address(**given: str | int) -> str:
    kept = {name: value for name, value in given.items() if value not in ("", "newest")}
    return f"{reverse('desk:orders')}?{urlencode(kept)}"


def list_context(asked: Asked, lists: Lists, *, actor: Actor) -> dict[str, object]:
    """Everything around the rows: views, chips, selects, columns, what can be done in bulk."""
    columns = asked.columns or lists.columns
    return {
        "asked": asked,
        "q": asked.text,
        "filtered": bool(asked.query.terms),
        "next_step": next_step(asked.query),
        "chips": list(_chips(asked.query)),
        "selects": _selects(),
        "views": lists.views,
        "default_id": lists.default_id,
        "view_changed": asked.view is not None and asked.text != asked.view.query,
        "may_remove_view": asked.view is not None and asked.view.is_removable_by(actor),
        "columns": shown_columns(columns),
        "column_choices": to_choose(columns),
        "is_roomy": lists.is_roomy,
        "verbs": [verb for verb in VERBS.values() if actor.may(verb.right)],
        "operators": operator_help(),
    }


def found_context(found: Found) -> dict[str, object]:
    """The rows of one page."""
    return {
        "page": Page(order_rows(found.ids), found.next),
        "problems": found.problems,
        "exact": found.exact,
        "newest_first": found.newest_first,
    }


def next_step(query: Query) -> str:
    """What to try when nothing was found."""
    if query.unknown:
        sentence = _(
            "There is no operator %(name)s: and so it was looked for as text. The question mark"
            " beside the box lists what can be typed."
        )
        return sentence % {"name": query.unknown[0]}
    if query.too_short:
        sentence = _("%(text)s is too short to be looked for in names: type three letters.")
        return sentence % {"text": query.too_short[0]}
    return _("Try fewer words, the end of the phone number, or take a filter away.")


def _chips(query: Query) -> Iterator[Chip]:
    for one in query.filters:
        values = [LABELS.get(value, value) for value in one.values]
        text, rest = to_text(Query((one,))), to_text(query.without(one))
        yield Chip(one.operator, _(" or ").join(values), one.negated, rest, text)


def _selects() -> list[tuple[str, str, list[tuple[str, str]]]]:
    """(name, label, choices); one statement."""
    rows = Channel.objects.order_by("name", "id").values_list("name", "company__name")
    companies = sorted({company for _channel, company in rows})
    family = [("children", _("Has children")), ("parent", _("Has a parent"))]
    return [
        ("status", _("Status"), list(LABELS.items())),
        ("company", _("Company"), [(name, name) for name in companies]),
        ("channel", _("Channel"), [(channel, channel) for channel, _company in rows]),
        ("family", _("Family"), family),
    ]
