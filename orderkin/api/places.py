"""Where things are, for headers that lead to them."""

from __future__ import annotations

from functools import cache
from urllib.parse import quote

from django.urls import reverse

_OPEN = "zQnumberQz"


@cache
def _of_orders() -> str:
    return reverse("api-1:order", args=[_OPEN])


def order_place(number: str) -> str:
    """The address of an order; looked up once, because each one that is made is told its own."""
    return _of_orders().replace(_OPEN, quote(number, safe=""))
