"""The command palette's answers, and what became of an intent."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from orderkin.client.guarding import guard
from orderkin.customers.queries import name_customers
from orderkin.desk.actor import actor, now
from orderkin.desk.gates import signed_in
from orderkin.desk.palette_pages import pages_for, views_for
from orderkin.families.listing import order_rows
from orderkin.orders.deeds import find_deed
from orderkin.orders.intents import find_intent
from orderkin.products.queries import name_products
from orderkin.search.find import find_orders
from orderkin.search.saved_views import lists_of


@signed_in
def palette(request: HttpRequest) -> HttpResponse:
    """Orders, customers, products, saved views and pages for the typed text, as options."""
    who = actor(request)
    guard(who, "view_orders")
    text = request.GET.get("q", "").strip()
    if not text:
        return HttpResponse("")
    found = find_orders(text, actor=who, at=now(), limit=6)
    wide = len(text) > 1
    pages = pages_for(text, who) if wide else []
    # Whoever types the beginning of a page's name means the page.
    begun = [one for one in pages if str(one.text).casefold().startswith(text.casefold())]
    context: dict[str, object] = {
        "orders": order_rows(found.ids),
        "customers": name_customers(text=text, limit=3) if wide else (),
        "products": name_products(text=text, limit=3) if wide else (),
        "first_pages": begun,
        "pages": [one for one in pages if one not in begun],
        "views": views_for(text, lists_of(who.employee).views) if wide else (),
    }
    nothing = not any(context.values())
    more = {"q": text, "more": found.next is not None, "nothing": nothing}
    return render(request, "desk/palette.html", context | more)


@signed_in
def intent(request: HttpRequest, key: str) -> HttpResponse:
    """Made, done or not: what became of a form that got no clear answer."""
    who = actor(request)
    made, done = find_intent(key=key, actor=who), find_deed(key=key, actor=who)
    return render(request, "desk/related/outcome.html", {"made": made, "done": done})
