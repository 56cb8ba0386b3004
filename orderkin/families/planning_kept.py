"""Which wrongly sent units the customer keeps: never more of a line than were sold (pure)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from orderkin.families.facts import Facts
from orderkin.families.kept_units import Goods, KeptUnits, goods
from orderkin.families.left_the_house import units_left
from orderkin.families.wishes import Wish
from orderkin.lib.errors import Invalid, NotFound


def plan_kept(facts: Facts, wish: Wish) -> Iterator[KeptUnits]:
    """The units the wish says are kept, as they will be remembered.

    Raises NotFound (unknown_line, unknown_sku) and Invalid (records_no_kept, more_kept_than_sold,
    kept_not_shipped).
    """
    if wish.kept and not facts.recipe.rules.records_kept:
        sentence = f"{facts.recipe.name} records no units that the customer keeps."
        raise Invalid(sentence, code="records_no_kept", field="kept")
    sold = {line.id: line for line in facts.lines}
    known = {product.sku: product for product in facts.products.values()}
    before, units = _kept_before(facts), Counter[int]()
    for n, kept in enumerate(wish.kept):
        line = sold.get(kept.parent_line)
        if line is None:
            sentence = f"Order {facts.parent.number} has no line {kept.parent_line}."
            raise NotFound(sentence, code="unknown_line", field=f"kept.{n}.parent_line")
        if kept.arrived_sku and kept.arrived_sku not in known:
            sentence = f"There is no product with the SKU {kept.arrived_sku}."
            raise NotFound(sentence, code="unknown_sku", field=f"kept.{n}.arrived_sku")
        units[line.id] += kept.quantity
        if units[line.id] > line.quantity:
            sentence = f"Only {line.quantity} were sold."
            raise Invalid(sentence, code="more_kept_than_sold", field=f"kept.{n}.quantity")
        if units[line.id] + before[line.id] > line.quantity:
            sentence = f"{before[line.id]} of {line.quantity} {line.name} stay with the customer"
            sentence += " already. If what was sent instead was wrong too, say so on that order."
            raise Invalid(sentence, code="more_kept_than_sold", field=f"kept.{n}.quantity")
        left = units_left(facts, line)
        if units[line.id] > left:
            # Stock would be put right by a parcel that never went.
            sentence = f"{left} of {line.quantity} {line.name} has been shipped;"
            sentence += f" {units[line.id]} cannot have arrived wrong."
            raise Invalid(sentence, code="kept_not_shipped", field=f"kept.{n}.quantity")
        product = facts.products.get(line.product_id or 0)
        currency = product.cost_currency if product else facts.parent.currency
        yield KeptUnits(
            line.id,
            kept.quantity,
            Goods(line.product_id, line.sku, line.name, line.cost, currency),
            goods(known[kept.arrived_sku]) if kept.arrived_sku else None,
        )


def _kept_before(facts: Facts) -> Counter[int]:
    """How many units of each line stay with the customer since earlier related orders."""
    units: Counter[int] = Counter()
    for member in facts.members:
        if member.parent == facts.parent.id and member.is_live:
            for line, quantity in member.kept:
                units[line] += quantity
    return units
