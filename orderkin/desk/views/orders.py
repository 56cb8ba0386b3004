"""Orders: the list, the Order Details page, the product box."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.client.models import Channel, Company
from orderkin.desk.actor import actor, employee, now
from orderkin.desk.gates import signed_in
from orderkin.desk.order_page import order_context
from orderkin.desk.related_dialog import currency_of
from orderkin.families.queries import order_page, order_rows
from orderkin.lib.errors import Refusal
from orderkin.lib.paging import Page
from orderkin.orders.statuses import LABELS
from orderkin.products.queries import find_products
from orderkin.search.find import find_orders
from orderkin.search.query import Filter, parse


@signed_in
def orders(request: HttpRequest) -> HttpResponse:
    """Orders, newest first, by typed text and filters."""
    guard(actor(request), "view_orders")
    filters = _filters(request)
    query = parse(request.GET.get("q", ""))
    for one in filters:
        if one["chosen"]:
            query = query.plus(Filter(str(one["operator"]), (str(one["chosen"]),)))
    context = {"q": request.GET.get("q", ""), "filters": filters, "filtered": bool(query.terms)}
    try:
        found = find_orders(query, actor=actor(request), at=now(), cursor=request.GET.get("cursor"))
    except Refusal as refusal:
        return render(request, "desk/orders/list.html", {**context, "refusal": refusal}, status=422)
    context["page"] = Page(order_rows(found.ids), found.next)
    context["problems"] = found.problems
    return render(request, "desk/orders/list.html", context)


def _filters(request: HttpRequest) -> list[dict[str, object]]:
    """The selects above the list; each is an operator of the search language."""
    named = [
        ("status", "status", _("Status"), _("Any status"), list(LABELS.items())),
        ("company", "company", _("Company"), _("Any company"), _names(Company)),
        ("channel", "channel", _("Channel"), _("Any channel"), _names(Channel)),
        (
            "family",
            "has",
            _("Family"),
            _("Any family"),
            [("children", _("Has children")), ("parent", _("Has a parent"))],
        ),
    ]
    return [
        {
            "name": name,
            "operator": operator,
            "label": text,
            "any": everything,
            "choices": choices,
            "chosen": request.GET.get(name, ""),
        }
        for name, operator, text, everything, choices in named
    ]


def _names(model: type[Company | Channel]) -> list[tuple[str, str]]:
    return [
        (name, name) for name in model.objects.order_by("name", "id").values_list("name", flat=True)
    ]


@signed_in
def order(request: HttpRequest, number: str) -> HttpResponse:
    """Order Details: one screen that answers the caller."""
    who = actor(request)
    guard(who, "view_orders")
    page = order_page(number)
    context = order_context(page, request=request, reader=employee(request), actor=who)
    return render(request, "desk/orders/detail.html", context)


@signed_in
def product_hits(request: HttpRequest) -> HttpResponse:
    """Products for the product box, as options: SKU and name, price of the order's currency."""
    text = request.GET.get("product") or request.GET.get("any_product", "")
    currency = currency_of(request.GET["order"]) if request.GET.get("order") else "EUR"
    found = find_products(text=text, currency=currency, on=now()) if text else []
    return render(request, "desk/orders/product_hits.html", {"found": found, "currency": currency})
