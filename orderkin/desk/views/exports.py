"""Lists as files, streamed as CSV or as a workbook; and everything as one file."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orderkin.bulk.queries import one_bulk, orders_of
from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.exports import ExportForm
from orderkin.desk.gates import signed_in
from orderkin.desk.orders_list import asked_of
from orderkin.exports.actions.remove_export import remove_export
from orderkin.exports.actions.start_export import start_export
from orderkin.exports.families import family_table, reasons_table, recipes_table
from orderkin.exports.keeping import place
from orderkin.exports.lists import (
    bulk_table,
    customers_table,
    employees_table,
    import_table,
    products_table,
)
from orderkin.exports.orders import chosen_table, orders_table
from orderkin.exports.queries import one_export, recent_exports
from orderkin.lib.errors import NotFound
from orderkin.lib.tables import FORMS, Table
from orderkin.search.saved_views import lists_of

LARGEST_ID = 2**62


def _answer(table: Table, form: str, name: str = "") -> HttpResponse:
    """The table as a download, in pieces as they come."""
    known = next((one for one in FORMS if one == form), None)
    if known is None:
        raise NotFound(_("A list comes as csv or xlsx."))
    answer = StreamingHttpResponse(table.pieces(known), content_type=FORMS[known])
    disposition = content_disposition_header(True, f"{name or table.name}.{known}")
    answer["Content-Disposition"] = disposition or "attachment"
    return cast("HttpResponse", answer)


@signed_in
def orders(request: HttpRequest, form: str) -> HttpResponse:
    """Manage Orders as it is filtered, sorted and laid out now, on every page of it."""
    who = actor(request)
    lists = lists_of(who.employee)
    asked = asked_of(request, lists)
    columns = asked.columns or lists.columns
    table = orders_table(actor=who, at=now(), text=asked.text, sort=asked.sort, columns=columns)
    return _answer(table, form)


@signed_in
def customers(request: HttpRequest, form: str) -> HttpResponse:
    """The customers list."""
    return _answer(customers_table(actor=actor(request), text=request.GET.get("q", "")), form)


@signed_in
def products(request: HttpRequest, form: str) -> HttpResponse:
    """The products list."""
    return _answer(products_table(actor=actor(request), text=request.GET.get("q", "")), form)


@signed_in
def employees(request: HttpRequest, form: str) -> HttpResponse:
    """The employees list."""
    return _answer(employees_table(actor=actor(request)), form)


@signed_in
def bulk_orders(request: HttpRequest, run_id: int, form: str) -> HttpResponse:
    """The orders of a bulk action, with every column."""
    guard(actor(request), "view_orders")
    run = one_bulk(min(run_id, LARGEST_ID))
    return _answer(chosen_table(orders_of(run.id)), form, f"orders-{run.id}")


@signed_in
def bulk_results(request: HttpRequest, run_id: int, form: str) -> HttpResponse:
    """What became of each order of a bulk action."""
    return _answer(bulk_table(actor=actor(request), run_id=min(run_id, LARGEST_ID)), form)


@signed_in
def family(request: HttpRequest, number: str, form: str) -> HttpResponse:
    """Every member of a family, with its link and its money."""
    return _answer(family_table(actor=actor(request), number=number), form)


@signed_in
def recipes(request: HttpRequest, form: str) -> HttpResponse:
    """Recipes with their rules."""
    return _answer(recipes_table(actor=actor(request)), form)


@signed_in
def reasons(request: HttpRequest, form: str) -> HttpResponse:
    """Reason codes."""
    return _answer(reasons_table(actor=actor(request)), form)


@signed_in
def import_verdicts(request: HttpRequest, run_id: int, form: str) -> HttpResponse:
    """The verdict on every line of an import."""
    outcome = request.GET.get("outcome", "")
    table = import_table(actor=actor(request), run_id=min(run_id, LARGEST_ID), outcome=outcome)
    return _answer(table, form)


@signed_in
def everything(request: HttpRequest) -> HttpResponse:
    """Full exports: start one, watch it, take it along."""
    guard(actor(request), "export_everything")
    form = ExportForm(request.POST or None)
    if form.is_valid():
        start_export(actor=actor(request), key=form.cleaned_data["key"], at=now())
        return redirect("desk:exports")
    runs = recent_exports()
    context = {"form": form, "runs": runs, "running": any(not run.ended for run in runs)}
    return render(request, "desk/exports/list.html", context)


@signed_in
def full_export(request: HttpRequest, export: int) -> HttpResponse:
    """The file of a full export."""
    guard(actor(request), "export_everything")
    one = one_export(min(export, LARGEST_ID))
    name = f"orderkin-{one.created_at:%Y-%m-%d}-{one.id}.jsonl"
    answer = FileResponse(place(one.stored).open("rb"), as_attachment=True, filename=name)
    answer["Content-Type"] = "application/jsonl"
    return cast("HttpResponse", answer)


@signed_in
@require_POST
def remove(request: HttpRequest, export: int) -> HttpResponse:
    """Take a full export's file away, or stop it."""
    remove_export(actor=actor(request), export=min(export, LARGEST_ID), at=now())
    messages.success(request, _("The export is removed."))
    return redirect("desk:exports")
