"""The words channels use for states, to the product's own."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from orderkin.lib.text import fold

# Beginnings of folded words; the first that fits counts, so the narrower stand first.
_ORDER = (
    ("cancel", "canceled"), ("annul", "canceled"), ("storn", "canceled"), ("geannul", "canceled"),
    ("anulad", "canceled"), ("void", "canceled"), ("unavailable", "canceled"),
    ("draft", "quote"), ("quote", "quote"), ("checkout-draft", "quote"), ("auto-draft", "quote"),
    ("on hold", "on_hold"), ("on-hold", "on_hold"), ("hold", "on_hold"),
    ("fail", "problem"), ("dispute", "problem"), ("problem", "problem"), ("lost", "problem"),
    ("complete", "completed"), ("delivered", "completed"), ("shipped", "completed"),
    ("refunded", "completed"), ("closed", "completed"), ("fulfilled", "completed"),
)  # fmt: skip
_PAYMENT = (
    ("partially_paid", "partly"), ("partially paid", "partly"),
    ("partially_refunded", "paid"), ("partially refunded", "paid"),
    ("refunded", "refunded"), ("authorized", "authorized"), ("authorised", "authorized"),
    ("paid", "paid"), ("captured", "paid"), ("charged", "paid"), ("yes", "paid"), ("true", "paid"),
    ("bezahlt", "paid"), ("paye", "paid"), ("pagad", "paid"), ("processing", "paid"),
    ("completed", "paid"),
)  # fmt: skip
_SHIPPING = (
    ("partial", "partly"), ("unfulfilled", ""), ("unshipped", ""), ("to ship", ""),
    ("fulfilled", "shipped"), ("shipped", "shipped"), ("delivered", "shipped"),
    ("in transit", "shipped"), ("versendet", "shipped"), ("expedie", "shipped"),
    ("enviad", "shipped"),
)  # fmt: skip
_YES = frozenset({"true", "yes", "1", "y", "ja", "oui", "si", "x", "included"})

_SUMS = frozenset({
    "total", "totals", "subtotal", "sub-total", "sub total", "grand total", "sum", "sums", "all",
    "summe", "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "summa", "totalt", "i alt",
    "totaal", "subtotaal", "total general", "total general:", "sous-total", "somme", "totale",
    "suma", "razem", "celkem", "yhteensa", "toplam", "итого", "всего", "合計", "合计", "总计",
})  # fmt: skip


@lru_cache(maxsize=4_000)
def is_sum(word: str) -> bool:
    """Whether a row that begins with this word adds up others."""
    return fold(word).strip(" :=") in _SUMS


@lru_cache(maxsize=4_000)
def _first(word: str, table: tuple[tuple[str, str], ...]) -> str:
    folded = fold(word)
    return next((meaning for start, meaning in table if folded.startswith(start)), "")


def order_state(word: str, own: Mapping[str, str]) -> str:
    """canceled, quote, on_hold, problem, completed, or '' for an order simply under way."""
    if not word:
        return ""
    return (own.get(fold(word)) if own else "") or _first(word, _ORDER)


def payment_state(word: str) -> str:
    """paid, partly, authorized, refunded, or '' when nothing was paid."""
    return _first(word, _PAYMENT)


def shipping_state(word: str) -> str:
    """shipped, partly, or '' when nothing left."""
    return _first(word, _SHIPPING)


def is_yes(word: str) -> bool:
    """Whether a cell says yes."""
    return fold(word) in _YES
