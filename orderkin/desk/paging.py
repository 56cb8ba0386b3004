"""Pages of rows as the desk's lists ask for them."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest

from orderkin.families.pages import OrderRow
from orderkin.families.queries import order_rows
from orderkin.lib.paging import Cursor, Page, read_cursor
from orderkin.orders.models import Order


def after_of(request: HttpRequest) -> int:
    """The row id after which the page begins; 0 for anything made up."""
    text = request.GET.get("after", "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


def orders_of_customer(customer_id: int, token: str | None, limit: int = 25) -> Page[OrderRow]:
    """A customer's orders, newest first."""
    rows = Order.objects.filter(customer_id=customer_id).order_by("-placed_at", "-id")
    cursor = read_cursor(token)
    if cursor:
        older = Q(placed_at__lt=cursor.at) | Q(placed_at=cursor.at, id__lt=cursor.id)
        rows = rows.filter(older)
    found = list(rows.values_list("id", "placed_at")[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    shown = order_rows([pk for pk, _at in found[:limit]])
    return Page(shown, Cursor(last[1], last[0]).text() if last else None)
