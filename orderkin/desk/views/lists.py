"""The orders list as an employee keeps it: saved views, columns, density."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.fields import SureForm
from orderkin.desk.forms.lists import SaveViewForm
from orderkin.desk.gates import attempt, go, safe_address, sheet, signed_in
from orderkin.search.actions.arrange_list import arrange_list
from orderkin.search.actions.remove_view import remove_view
from orderkin.search.actions.save_view import save_view
from orderkin.search.columns import moved
from orderkin.search.saved_views import lists_of, no_such_view

SHEET = "desk/sheet.html"


@signed_in
def save(request: HttpRequest) -> HttpResponse:
    """Save view: the query as it stands, under a name."""
    who = actor(request)
    guard(who, "view_orders")
    lists = lists_of(who.employee)
    form = SaveViewForm(request.POST or None, address=request.GET, lists=lists, actor=who)
    if request.method == "POST" and form.is_valid():
        told = form.told(lists.columns)
        view = attempt(form, lambda: save_view(actor=who, at=now(), **told))
        if view:
            messages.success(request, _("The view %(name)s is saved.") % {"name": view.name})
            return go(request, f"{reverse('desk:orders')}?view={view.pk}")
    context = {
        "sheet_title": _("Save view"),
        "sheet_sub": form["query"].value() or _("All orders"),
        "sheet_url": reverse("desk:save_view"),
        "back_url": f"{reverse('desk:orders')}?{request.GET.urlencode() or 'q='}",
        "go_text": _("Save view"),
    }
    return sheet(request, SHEET, form, context)


@signed_in
def remove(request: HttpRequest, view_id: int) -> HttpResponse:
    """Remove view: asked once, then gone for everybody it was shared with."""
    who = actor(request)
    view = lists_of(who.employee).view(view_id)
    if view is None:
        raise no_such_view()
    form = SureForm(request.POST or None)
    removed = form.is_valid() and attempt(form, lambda: _remove(request, view_id))
    if removed:
        messages.success(request, _("The view %(name)s is removed.") % {"name": view.name})
        return go(request, f"{reverse('desk:orders')}?q=")
    context = {
        "sheet_title": _("Remove view"),
        "sheet_sub": view.name,
        "sheet_text": _("Its orders stay. Whoever the view was shared with loses it too."),
        "sheet_url": reverse("desk:remove_view", args=[view_id]),
        "back_url": f"{reverse('desk:orders')}?view={view_id}",
        "go_text": _("Remove view"),
        "go_class": "btn-danger",
    }
    return sheet(request, SHEET, form, context)


def _remove(request: HttpRequest, view_id: int) -> bool:
    remove_view(actor=actor(request), view_id=view_id, at=now())
    return True


@signed_in
@require_POST
def arrange(request: HttpRequest) -> HttpResponse:
    """Columns, their order, density, and the view the list opens on."""
    columns = tuple(request.POST.getlist("columns"))
    step, pressed = {"left": -1, "right": 1}, ""
    for way, by in step.items():
        if request.POST.get(way):
            columns = moved(columns, request.POST[way], by)
            pressed = f"{way}-{request.POST[way]}"
    wanted = request.POST.get("default_view", "")
    arrange_list(
        actor=actor(request),
        columns=columns,
        is_roomy="is_roomy" in request.POST,
        default_view=int(wanted) if wanted.isascii() and wanted.isdecimal() else None,
        at=now(),
    )
    back = safe_address(request, request.POST.get("back", ""), "desk:orders")
    return redirect(_with_menu(back, pressed))


def _with_menu(address: str, pressed: str) -> str:
    """The same list; its Columns menu stays open, at the arrow that was pressed last."""
    parts = urlsplit(address)
    asked = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True)
             if name != "arranging"]  # fmt: skip
    if pressed:
        asked.append(("arranging", pressed))
    # An address without anything would open the default view instead.
    return f"{parts.path}?{urlencode(asked or [('q', '')])}"
