"""Demo lines as the desk writes them: kits opened, shares shared out, what each line answers."""

from collections.abc import Mapping, Sequence

from orderkin.demo.shapes import DemoLine, DemoOrder
from orderkin.demo.stocking import Shelves
from orderkin.families.plans import PlannedLine
from orderkin.orders.lines import NewLine, opened
from orderkin.orders.pricing import line_amounts
from orderkin.products.kits import ProductFacts, open_kit

Written = Sequence[tuple[NewLine, int]]


def new_lines(order: DemoOrder, shelves: Shelves) -> tuple[NewLine, ...]:
    """The lines of an order, priced and opened."""
    facts = shelves.facts[order.customer.currency]
    return tuple(_line(one, facts, shelves.products[one.sku]) for one in order.lines)


def answering(
    order: DemoOrder, lines: Sequence[NewLine], parent: Written, top: Sequence[int]
) -> tuple[PlannedLine, ...]:
    """The same lines as a child has them; `top` and `parent` are the parent's, as written.

    `top` has the ids of its lines, `parent` every line and component with its id.

    A kit sent again answers the sold kit, and each of its components the sold component.
    """
    role = order.relation.role if order.relation else "adds"
    planned = []
    for one, plain in zip(order.lines, lines, strict=True):
        if one.answers is None:
            planned.append(_planned(plain, None, "adds", ()))
            continue
        sold_id = top[one.answers]
        sold = next(line for line, pk in parent if pk == sold_id)
        if one.component:
            sold_id = _inside(sold, one.component, parent)
        same = sold if sold.sku == one.sku else None
        planned.append(_planned(plain, sold_id, role, _pairs(plain, same, parent)))
    return tuple(planned)


def _line(one: DemoLine, facts: Mapping[int, ProductFacts], product_id: int) -> NewLine:
    product = facts[product_id]
    amounts = line_amounts(
        quantity=one.quantity,
        unit_price=one.unit_price,
        discount=one.discount,
        tax_rate=one.tax_rate,
        free_list_price=one.list_price if one.basis == "free" else 0,
    )
    parts = opened(open_kit(product, one.quantity, facts), amounts.total)
    return NewLine(
        sku=product.sku,
        name=product.name,
        quantity=one.quantity,
        product_id=product.id,
        list_price=one.list_price,
        unit_price=one.unit_price,
        price_basis=one.basis,
        amounts=amounts,
        discount=one.discount,
        tax_rate=one.tax_rate,
        cost=product.cost,
        is_kit=product.is_kit,
        ships=product.ships and not parts,
        components=parts,
    )


def _planned(
    line: NewLine, answers: int | None, role: str, parts: tuple[PlannedLine, ...]
) -> PlannedLine:
    kept = {name: getattr(line, name) for name in NewLine.__dataclass_fields__}
    kept["components"] = parts or tuple(
        _planned(part, None, "adds", ()) for part in line.components
    )
    return PlannedLine(**kept, answers=answers, role=role)  # type: ignore[arg-type]


def _pairs(line: NewLine, sold: NewLine | None, parent: Written) -> tuple[PlannedLine, ...]:
    """The components of a kit sent again, each answering the one that was sold."""
    if sold is None:
        return ()
    ids = {id(known): pk for known, pk in parent}
    return tuple(
        _planned(new, ids[id(old)], "replaces", _pairs(new, old, parent))
        for new, old in zip(line.components, sold.components, strict=True)
    )


def _inside(kit: NewLine, sku: str, parent: Written) -> int:
    ids = {id(known): pk for known, pk in parent}
    waiting = list(kit.components)
    while waiting:
        part = waiting.pop()
        if part.sku == sku:
            return ids[id(part)]
        waiting += part.components
    raise LookupError(f"{kit.sku} has no {sku} in it")
