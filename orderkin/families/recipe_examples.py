"""A recipe tried on a small made-up order, so that saving it shows what it does (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from orderkin.client.rules import Settings
from orderkin.families.facts import Facts, LineFacts, ParentFacts, ReasonFacts, RecipeFacts
from orderkin.families.planning import make_plan
from orderkin.families.plans import Plan
from orderkin.families.recipes import Rules
from orderkin.families.wishes import Kept, Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Refusal
from orderkin.products.kits import ProductFacts

LAMP, SHELF, BOARD, SCREW, BULB, MUG = 1, 2, 3, 4, 5, 6
_AT = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing an agent could do with the recipe: the plan it gives, or why it is refused.

    `offer` is one of `recipes.OFFERS`, or `twice`: the lamps again, of which one was refunded.
    """

    offer: str
    plan: Plan | None = None
    refusal: str = ""


def run_example(
    recipe: RecipeFacts, reason: ReasonFacts | None, settings: Settings, actor: Actor
) -> tuple[Case, ...]:
    """Every offer of the recipe tried on an order of two lamps (one refunded) and a shelf kit.

    Prices are in EUR cents with 25 % tax; the customer was given nothing before.
    """
    facts = _facts(recipe, reason, settings)
    return tuple(_case(offer, wish, facts, actor) for offer, wish in _wishes(recipe.rules))


def _case(offer: str, wish: Wish, facts: Facts, actor: Actor) -> Case:
    try:
        return Case(offer, make_plan(facts, wish, actor, _AT))
    except Refusal as refusal:
        return Case(offer, refusal=refusal.sentence)


def _wishes(rules: Rules) -> Iterator[tuple[str, Wish]]:
    sku = {"spare_parts": "SCREW", "accessories": "BULB", "any_product": "MUG"}
    line = {"parent_lines": LAMP, "components": BOARD, "spare_parts": SHELF, "accessories": LAMP}
    kept = (Kept(LAMP, "MUG"),) if rules.records_kept else ()
    for offer in rules.offers:
        yield offer, Wish(lines=(_line(rules, line.get(offer), sku.get(offer, "")),), kept=kept)
    if rules.guard != "off" and "parent_lines" in rules.offers:
        yield "twice", Wish(lines=(_line(rules, LAMP, "", quantity=2),))


def _line(rules: Rules, parent_line: int | None, sku: str, quantity: int = 1) -> WishLine:
    """A price of the agent's own choice is tried at 10.00."""
    custom = rules.price_basis == "custom"
    return WishLine(
        parent_line=parent_line,
        sku=sku,
        quantity=quantity,
        unit_price=1000 if custom else None,
        price_reason="Example" if custom else "",
    )


def _facts(recipe: RecipeFacts, reason: ReasonFacts | None, settings: Settings) -> Facts:
    products = (
        ProductFacts(LAMP, "LAMP", "Lamp", list_price=4900, cost=2000, available=8),
        ProductFacts(BOARD, "BOARD", "Shelf board", list_price=2000, cost=800, available=1),
        ProductFacts(SCREW, "SCREW", "Screw", list_price=20, cost=2, is_spare_part=True),
        ProductFacts(BULB, "BULB", "Bulb", list_price=590, cost=150, available=40),
        ProductFacts(MUG, "MUG", "Mug", list_price=1200, cost=300, available=0),
        ProductFacts(
            SHELF, "SHELF", "Shelf", list_price=3999, is_kit=True, components=((BOARD, 2),)
        ),
    )
    return Facts(
        parent=_parent(),
        root=1,
        lines=_lines(),
        members=(),
        products={product.id: product for product in products},
        recipe=recipe,
        reason=reason,
        settings=settings,
        spares={"SCREW": frozenset({SHELF})},
        accessories=frozenset({"BULB"}),
    )


def _parent() -> ParentFacts:
    return ParentFacts(
        id=1,
        number="100001",
        status="completed",
        version=1,
        company_id=1,
        channel_id=1,
        customer_id=1,
        customer_name="",
        customer_email="",
        customer_phone="",
        billing_address={},
        shipping_address={},
        currency="EUR",
        prices_include_tax=False,
        shipping_charge=490,
        shipping_tax_rate=2500,
        main_tax_rate=2500,
    )


def _lines() -> tuple[LineFacts, ...]:
    """Two lamps, bought at 10 % off, one refunded; a shelf kit of two boards."""
    lamps = _sold(LAMP, "LAMP", "Lamp", 2, 4900, 8820, refunded=1)
    shelf = _sold(SHELF, "SHELF", "Shelf", 1, 3999, 3999, is_kit=True)
    return (lamps, shelf, _sold(BOARD, "BOARD", "Shelf board", 2, 2000, 3999, kit_line=SHELF))


def _sold(
    line: int,
    sku: str,
    name: str,
    quantity: int,
    price: int,
    paid: int,
    *,
    kit_line: int | None = None,
    is_kit: bool = False,
    refunded: int = 0,
) -> LineFacts:
    return LineFacts(
        id=line,
        kit_line=kit_line,
        position=line,
        sku=sku,
        name=name,
        quantity=quantity,
        list_price=price,
        paid=paid,
        tax_rate=2500,
        cost=price * 2 // 5,
        is_kit=is_kit,
        ships=not is_kit,
        shipped=quantity,
        returned=0,
        refunded=refunded,
        product_id=line,
        today=price,
        available=8,
    )
