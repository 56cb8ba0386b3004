"""From a wish's lines to priced lines: price basis, kit shares, tax, what each answers (pure)."""

from __future__ import annotations

from dataclasses import fields, replace

from orderkin.families.answered import answered_line, is_spare, only_line
from orderkin.families.facts import Facts, LineFacts
from orderkin.families.guarding import LineRole
from orderkin.families.matching import other_product_role, same_product_role
from orderkin.families.planning_offers import check_offered
from orderkin.families.plans import PlannedLine
from orderkin.families.wishes import WishLine
from orderkin.lib.errors import Invalid, NotFound
from orderkin.lib.money import split
from orderkin.orders.lines import NewLine, component, opened
from orderkin.orders.pricing import (
    PriceBasis,
    given_away,
    line_amounts,
    price_exactly,
    scaled,
)
from orderkin.products.kits import ProductFacts, open_kit


def plan_lines(facts: Facts, lines: tuple[WishLine, ...]) -> tuple[PlannedLine, ...]:
    """Every wished line priced. Raises NotFound for a line or SKU that is not there."""
    return tuple(_plan_line(facts, wish, f"lines.{n}") for n, wish in enumerate(lines))


def _plan_line(facts: Facts, wish: WishLine, field: str) -> PlannedLine:
    basis = PriceBasis(wish.price_basis or facts.recipe.rules.price_basis)
    sold = answered_line(facts, wish, field)
    check_offered(facts, wish, sold, field)
    product = _product(facts, wish, sold, field)
    same = sold if sold and wish.sku in {"", sold.sku} else None
    list_price = _list_price(product, same)
    unit, discount = _price(wish, basis, sold, list_price, field)
    if list_price and unit * wish.quantity == discount:
        # A gift by another name is a gift: the guard, the caps and the PIN must see it.
        basis, unit, discount = PriceBasis.FREE, 0, 0
    rate = _tax_rate(facts, sold)
    amounts = line_amounts(
        quantity=wish.quantity,
        unit_price=unit,
        discount=discount,
        tax_rate=rate,
        prices_include_tax=facts.parent.prices_include_tax,
        free_list_price=list_price or 0 if basis == PriceBasis.FREE else 0,
    )
    given = given_away(
        basis=basis,
        list_price=list_price or 0,
        quantity=wish.quantity,
        total=amounts.total,
    )
    # A gift under a kind that replaces stands for what was sold, also when no line was named.
    named_none = sold is None and given and facts.recipe.kind_role == "replaces"
    answers = only_line(facts) if named_none else sold
    role = _role(facts, PriceBasis.FREE if given else basis, answers, wish.sku)
    line = PlannedLine(
        sku=product.sku if product else sold.sku if sold else wish.sku,
        name=product.name if product else sold.name if sold else wish.sku,
        quantity=wish.quantity,
        product_id=product.id if product else None,
        list_price=list_price or 0,
        unit_price=unit,
        price_basis=basis.value,
        price_reason=wish.price_reason,
        discount=discount,
        tax_rate=rate,
        amounts=replace(amounts, given_free=given),
        cost=product.cost if product else sold.cost if sold else 0,
        is_kit=same.is_kit if same else bool(product and product.is_kit),
        ships=product.ships if product else bool(sold and sold.ships),
        available=product.available if product else None,
        answers=answers.id if answers else None,
        role=role,
    )
    return _with_components(facts, line, same, product)


def _product(
    facts: Facts, wish: WishLine, sold: LineFacts | None, field: str
) -> ProductFacts | None:
    if not wish.sku:
        return facts.products.get(sold.product_id or 0) if sold else None
    product = next((p for p in facts.products.values() if p.sku == wish.sku), None)
    if product is None:
        sentence = f"There is no product with the SKU {wish.sku}."
        raise NotFound(sentence, code="unknown_sku", field=f"{field}.sku")
    return product


def _list_price(product: ProductFacts | None, same: LineFacts | None) -> int | None:
    """Today's list price; what it was on the parent's line when there is none today."""
    if product and product.list_price is not None:
        return product.list_price
    return same.list_price if same else None


def _price(
    wish: WishLine, basis: PriceBasis, sold: LineFacts | None, list_price: int | None, field: str
) -> tuple[int, int]:
    """Unit price and discount (minor units) that the price basis gives."""
    if basis == PriceBasis.FREE:
        return 0, 0
    if basis == PriceBasis.CUSTOM:
        return wish.unit_price or 0, 0
    if basis == PriceBasis.AS_PAID and sold is None:
        sentence = "Nothing was paid for a product that was not on the parent order."
        raise Invalid(sentence, code="nothing_paid", field=f"{field}.price_basis")
    if basis == PriceBasis.AS_PAID and sold:
        return price_exactly(_paid_for(sold, wish.quantity), wish.quantity)
    if list_price is None:
        sentence = f"{wish.sku or 'This line'} has no list price in the order's currency."
        raise Invalid(sentence, code="no_price", field=f"{field}.price_basis")
    if basis == PriceBasis.DIFFERENCE:
        # What was paid is credited once: units beyond those sold cost today's price.
        paid = _paid_for(sold, min(wish.quantity, sold.quantity)) if sold else 0
        return price_exactly(max(0, list_price * wish.quantity - paid), wish.quantity)
    return list_price, 0


def _paid_for(sold: LineFacts, quantity: int) -> int:
    """What `quantity` of the sold units cost; beyond what was sold, full sets are repeated."""
    return scaled(sold.paid, quantity, sold.quantity)


def _tax_rate(facts: Facts, sold: LineFacts | None) -> int:
    """The rate of the line it answers; for anything else that of its dearest line."""
    if sold:
        by_id = {line.id: line for line in facts.lines}
        while sold.kit_line in by_id:
            sold = by_id[sold.kit_line]
        return sold.tax_rate
    return facts.parent.main_tax_rate


def _role(facts: Facts, basis: PriceBasis, sold: LineFacts | None, sku: str) -> LineRole:
    """How the guard counts the line; a gift by another name counts as the gift it is."""
    if sold is None:
        return "adds"
    kind_role = facts.recipe.kind_role
    if sku in {"", sold.sku}:
        return same_product_role(kind_role, basis)
    return other_product_role(kind_role, basis, is_spare=is_spare(facts, sold, sku))


def _with_components(
    facts: Facts, line: PlannedLine, same: LineFacts | None, product: ProductFacts | None
) -> PlannedLine:
    """The line with its kit opened: as it was sold when it repeats a sold kit, else as today."""
    if not line.is_kit:
        return line
    parts: tuple[NewLine, ...] = ()
    if same:
        parts = _sold_components(facts, line, line.amounts.total, same)
    elif product:
        parts = opened(open_kit(product, line.quantity, facts.products), line.amounts.total)
    return replace(line, ships=line.ships and not parts, components=parts)


def _sold_components(
    facts: Facts, line: PlannedLine, amount: int, kit: LineFacts
) -> tuple[PlannedLine, ...]:
    rows = [row for row in facts.lines if row.kit_line == kit.id]
    values = split(amount, [row.paid for row in rows])
    return tuple(
        _component(facts, line, kit, row, value) for row, value in zip(rows, values, strict=True)
    )


def _component(
    facts: Facts, line: PlannedLine, kit: LineFacts, row: LineFacts, value: int
) -> PlannedLine:
    """A component as it was sold, scaled to the kits asked for; it answers the sold component."""
    plain = component(
        facts.products.get(row.product_id or 0),
        sku=row.sku,
        name=row.name,
        quantity=max(1, row.quantity * line.quantity // kit.quantity),
        list_price=row.list_price,
        share=value,
        cost=row.cost,
        is_kit=row.is_kit,
    )
    known = {f.name: getattr(plain, f.name) for f in fields(NewLine)}
    part = PlannedLine(**{**known, "ships": row.ships}, answers=row.id, role=line.role)
    below = _sold_components(facts, part, value, row) if row.is_kit else ()
    return replace(part, ships=part.ships and not below, components=below)
