"""What a plan says about limits: caps per customer, and when a Security PIN is asked (pure)."""

from __future__ import annotations

from orderkin.client.rules import Settings
from orderkin.families.facts import CustomerCap, Facts
from orderkin.families.plans import Caution
from orderkin.lib.limits import Passed, passed
from orderkin.lib.money import show


def cap_cautions(
    limits: Settings, had: CustomerCap, currency: str, given_free: int
) -> list[Caution]:
    """The caps per customer that `given_free` (minor units) would pass, beside what they `had`.

    Each currency is counted by itself.
    """
    found, days = [], limits.customer_cap_days
    if given_free and limits.customer_cap_orders and had.orders + 1 > limits.customer_cap_orders:
        orders = "order" if had.orders == 1 else "orders"
        sentence = f"This customer already had {had.orders} free related {orders} in {days} days."
        found.append(Caution("customer_cap_orders", sentence))
    if given_free and limits.customer_cap_value:
        value = had.value + given_free
        if over := passed(limits.customer_cap_value, currency, value):
            sentence = _above_the_cap(over, days)
            found.append(Caution("customer_cap_value", sentence, limit=over))
    return found


def asked_for_pin(facts: Facts, given_free: int) -> tuple[str, Passed | None]:
    """Which rule asks for a PIN, if any: setting, recipe, value (and the limit) or reason."""
    rules = facts.recipe.rules
    if facts.settings.require_pin_for_related_orders:
        return "setting", None
    if rules.pin == "always":
        return "recipe", None
    if rules.pin == "above" and given_free:
        over = passed(rules.pin_above, facts.parent.currency, given_free)
        return ("value", over) if over else ("", None)
    if rules.pin == "reasons" and facts.reason and facts.reason.code in rules.pin_reasons:
        return "reason", None
    return "", None


def _above_the_cap(over: Passed, days: int) -> str:
    value = show(over.given, over.currency)
    given = f"With this, the customer's free value in {days} days is {value};"
    if over.limit is None:
        return f"{given} no cap is set in {over.currency}, so any is above it."
    return f"{given} the cap is {show(over.limit, over.currency)}."
