"""Whether a recipe offers what is asked for: its lines are the lead's choice, not a hint (pure)."""

from __future__ import annotations

from orderkin.families.facts import Facts, LineFacts
from orderkin.families.wishes import WishLine
from orderkin.lib.errors import Invalid


def check_offered(facts: Facts, wish: WishLine, sold: LineFacts | None, field: str) -> None:
    """Raises Invalid (not_offered) for a line that the recipe does not offer.

    `sold` is the line it answers. A recipe that offers any product offers everything.
    """
    offers = facts.recipe.rules.offers
    if facts.recipe.id is None or "any_product" in offers or _what(facts, wish, sold) & {*offers}:
        return
    name = wish.sku or (sold.sku if sold else "")
    sentence = f"{facts.recipe.name} does not offer {name}. Choose another recipe for it."
    raise Invalid(sentence, code="not_offered", field=field)


def _what(facts: Facts, wish: WishLine, sold: LineFacts | None) -> set[str]:
    """What the line is to the parent, in the words of a recipe's `offers`."""
    if sold and wish.sku in {"", sold.sku}:
        return {"parent_lines" if sold.kit_line is None else "components"}
    found = set()
    if wish.sku in facts.spares:
        found.add("spare_parts")
    if wish.sku in facts.accessories:
        found.add("accessories")
    return found
