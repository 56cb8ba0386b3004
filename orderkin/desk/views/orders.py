"""Orders: the list, the Order Details page, the product box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, employee, now
from orderkin.desk.gates import signed_in, status_of
from orderkin.desk.order_page import HISTORY_SHOWN, notes_asked, order_context, whole_history
from orderkin.desk.orders_list import asked_of, found_context, list_context
from orderkin.desk.related_dialog import currency_of
from orderkin.families.listing import order_rows
from orderkin.families.queries import order_page
from orderkin.lib.errors import Refusal
from orderkin.products.queries import find_products
from orderkin.search.choices import choices
from orderkin.search.completion import complete
from orderkin.search.find import find_orders
from orderkin.search.saved_views import lists_of

# Orders offered below the search box while one types.
OFFERED = 6


@signed_in
def orders(request: HttpRequest) -> HttpResponse:
    """Manage Orders: what typed text, operators or a saved view find, newest first."""
    who = actor(request)
    guard(who, "view_orders")
    lists = lists_of(who.employee)
    asked = asked_of(request, lists)
    if asked.moved:
        return redirect(asked.moved)
    context, code = list_context(asked, lists, actor=who), 200
    cursor = request.GET.get("cursor")
    try:
        found = find_orders(asked.query, actor=who, at=now(), cursor=cursor, sort=asked.sort)
        context |= found_context(found)
    except Refusal as refusal:
        context, code = {**context, "refusal": refusal}, status_of(refusal)
    return render(request, "desk/orders/list.html", context, status=code)


@signed_in
def peek(request: HttpRequest, number: str) -> HttpResponse:
    """A look at one order without leaving the list."""
    guard(actor(request), "view_orders")
    page = order_page(number, nearby=True)
    context = {"order": page.order, "lines": page.lines, "family": page.family}
    written = [note for note in page.notes if not note.is_system]
    return render(request, "desk/orders/peek.html", {**context, "notes": written[:3]})


@signed_in
def completion(request: HttpRequest) -> HttpResponse:
    """How the search text could go on, as options; away from the list also what it finds."""
    who = actor(request)
    guard(who, "view_orders")
    text = request.GET.get("q", "").replace("\x00", "").strip()
    context: dict[str, object] = {"suggestions": complete(text, choices) if text else ()}
    if "orders" in request.GET and len(text) > 1:
        found = find_orders(text, actor=who, at=now(), limit=OFFERED)
        context |= {"orders": order_rows(found.ids), "more": found.next and text}
    return render(request, "desk/orders/completion.html", context)


@signed_in
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Order Details: one screen that answers the caller."""
    who = actor(request)
    guard(who, "view_orders")
    page = order_page(
        number,
        history=200 if whole_history(request) else HISTORY_SHOWN,
        notes=notes_asked(request),
        nearby=True,
    )
    context = order_context(page, request=request, reader=employee(request), actor=who)
    return render(request, "desk/orders/detail.html", context)


@signed_in
def product_hits(request: HttpRequest) -> HttpResponse:
    """Products for the product box, as options: SKU and name, price of the order's currency."""
    text = request.GET.get("product") or request.GET.get("any_product", "")
    currency = currency_of(request.GET["order"]) if request.GET.get("order") else "EUR"
    found = find_products(text=text, currency=currency, on=now()) if text else []
    return render(request, "desk/orders/product_hits.html", {"found": found, "currency": currency})
