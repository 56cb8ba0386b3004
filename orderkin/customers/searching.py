"""What a customer is found by, and how typed words look for it."""

from __future__ import annotations

from typing import Any

from orderkin.customers.beginnings import Beginning
from orderkin.lib.text import digits, fold
from orderkin.sql.trigrams import entries, needle

CUSTOMERS = Beginning("customers_customer", "customers_search")
_PHONE_SIGNS = frozenset("0123456789 +-()/.")


def search_text(*, name: str, business: str = "", email: str = "", phone: str = "") -> str:
    """One entry each: every word of the name and business, the e-mail, the phone's digits."""
    return entries([*fold(name).split(), *fold(business).split(), fold(email), digits(phone)[-40:]])


def text_of(customer: Any) -> str:
    """The search text of a customer as migrations meet them: a model of another day."""
    return search_text(
        name=customer.name,
        business=customer.business,
        email=customer.email,
        phone=customer.phone,
    )


def needles(text: str) -> list[str]:
    """Runs of characters that all must stand in a customer's search text.

    A phone number is found by its end. Words of three characters and more are found anywhere in an
    entry, shorter ones where an entry begins.
    """
    number = digits(text)
    if len(number) > 2 and not set(fold(text)) - _PHONE_SIGNS:
        return [f"{number}\n"]
    return [needle(word) for word in dict.fromkeys(fold(text).split())]
