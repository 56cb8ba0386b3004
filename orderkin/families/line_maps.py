"""Line maps stay true when the lines of an order are edited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext as _

from orderkin.families.answering import family_answers
from orderkin.families.answers import counted
from orderkin.families.guarding import LineRole, standing
from orderkin.families.kit_answers import SoldLine, with_contents
from orderkin.families.matching import first_open, other_product_role, same_product_role
from orderkin.families.models import FormerLink, Relation
from orderkin.lib.errors import Conflict
from orderkin.orders.models import OrderLine
from orderkin.orders.pricing import PriceBasis
from orderkin.products.models import ProductFit

Link = Relation | FormerLink


def follow_edit(order_id: int, added: Sequence[int] = ()) -> frozenset[int]:
    """After an edit: answers count the units they now have, and gone lines answer nothing.

    `added` are new lines; one of a product that the parent has answers its line. Returns the lines
    of which the edited order now answers more units than before. Raises Conflict `line_answered`
    when a line was removed that a living order answers. The order is locked by its own edit; its
    children's maps only ever lose what is gone.
    """
    _refuse_answered(order_id)
    grown: set[int] = set()
    for link in _links(child_id=order_id):
        quantities = _quantities([entry["child_line"] for entry in link.line_map])
        grown |= {
            entry["parent_line"]
            for entry in link.line_map
            if quantities.get(entry["child_line"], 0) > entry["quantity"]
        }
        line_map = _as_edited(link.line_map, quantities)
        if isinstance(link, Relation) and added:
            new = list(_answers_of_added(link, added))
            grown |= {entry["parent_line"] for entry in new}
            line_map += new
        _write(link, line_map)
    for link in _links(parent_id=order_id):
        there = _quantities([entry["parent_line"] for entry in link.line_map])
        _write(link, [e for e in link.line_map if e["parent_line"] in there])
    return frozenset(grown)


def answered_by(order_id: int) -> frozenset[int]:
    """The lines of its parent that an order answers now."""
    relation = Relation.objects.filter(child_id=order_id).first()
    return (
        frozenset(entry["parent_line"] for entry in relation.line_map) if relation else frozenset()
    )


def root_id_of(order_id: int) -> int:
    """The top of the order's family; the order itself when it stands alone."""
    found = Relation.objects.filter(child_id=order_id).values_list("root_id", flat=True).first()
    return found or order_id


def _links(**side: int) -> Iterator[Link]:
    yield from Relation.objects.select_for_update().filter(**side).order_by("pk")
    yield from FormerLink.objects.select_for_update().filter(**side).order_by("pk")


def _refuse_answered(order_id: int) -> None:
    """A line that was removed and added again would look as if nothing was ever done for it."""
    named = {entry["parent_line"] for link in _links(parent_id=order_id) for entry in link.line_map}
    gone = named - _quantities(sorted(named)).keys()
    if not gone:
        return
    served = counted(family_answers(root_id_of(order_id)))
    orders = {one.order_number for one in served if one.line in gone and one.role != "adds"}
    if orders:
        sentence = _(
            "A line that was made good with %(orders)s cannot be removed. Undo or cancel that"
            " first."
        )
        numbers = sorted(orders)
        facts = {"orders": ", ".join(numbers)}
        raise Conflict(sentence % facts, code="line_answered", details={"orders": numbers})


def _answers_of_added(relation: Relation, added: Sequence[int]) -> Iterator[dict[str, Any]]:
    """What new lines of the child answer: the parent's line of the same product."""
    new = list(OrderLine.objects.filter(order_id=relation.child_id).order_by("position"))
    sold = list(OrderLine.objects.filter(order_id=relation.parent_id).order_by("position"))
    open_units = _open_units(relation, sold)
    for line in new:
        if line.pk not in added or line.product_id is None:
            continue
        same = [x for x in sold if x.product_id == line.product_id]
        same.sort(key=lambda x: (x.kit_line_id is not None, x.position))
        answered = first_open([x.pk for x in same], line.quantity, open_units)
        basis = PriceBasis.FREE if line.free_value else line.price_basis
        if answered is not None:
            role = same_product_role(relation.kind.role, basis)
            yield from _with_components(line, answered, role, new, sold)
        elif stands_for := _stands_for(relation, line, sold):
            other, is_spare = stands_for
            role = other_product_role(relation.kind.role, basis, is_spare=is_spare)
            yield _entry(line, other, role)


def _stands_for(
    relation: Relation, line: OrderLine, sold: Sequence[OrderLine]
) -> tuple[int, bool] | None:
    """What another product that was added answers, and whether as its spare part.

    A spare part the piece it fits; a gift on an order that replaces one line, that line.
    """
    fits = ProductFit.objects.filter(other_id=line.product_id, role="spare_part")
    fitted = set(fits.values_list("product_id", flat=True))
    pieces = [x.pk for x in sold if x.product_id in fitted]
    if pieces:
        return pieces[-1], True
    tops = {x.pk for x in sold if x.kit_line_id is None}
    replaced = {e["parent_line"] for e in relation.line_map if e["role"] == "replaces"} & tops
    candidates = replaced or tops
    if line.free_value and relation.kind.role == "replaces" and len(candidates) == 1:
        return candidates.pop(), False
    return None


def _entry(line: OrderLine, answered: int, role: LineRole) -> dict[str, Any]:
    return {
        "child_line": line.pk,
        "parent_line": answered,
        "quantity": line.quantity,
        "role": role,
        "sku": line.sku,
    }


def _open_units(relation: Relation, sold: Sequence[OrderLine]) -> dict[int, int]:
    rows = [SoldLine(x.pk, x.kit_line_id, x.sku, x.quantity) for x in sold]
    served = with_contents(counted(family_answers(relation.root_id)), rows)
    return {line.pk: standing(line, served).open_units for line in sold}


def _with_components(
    line: OrderLine,
    answered: int,
    role: LineRole,
    new: Sequence[OrderLine],
    sold: Sequence[OrderLine],
) -> Iterator[dict[str, Any]]:
    """A kit that answers a kit answers what is in it, piece by piece."""
    yield _entry(line, answered, role)
    inside = {x.product_id: x for x in sold if x.kit_line_id == answered}
    for part in new:
        if part.kit_line_id == line.pk and part.product_id in inside:
            yield from _with_components(part, inside[part.product_id].pk, role, new, sold)


def _as_edited(line_map: list[dict[str, Any]], quantities: dict[int, int]) -> list[dict[str, Any]]:
    return [
        {**entry, "quantity": quantities[entry["child_line"]]}
        for entry in line_map
        if entry["child_line"] in quantities
    ]


def _quantities(line_ids: list[int]) -> dict[int, int]:
    rows = OrderLine.objects.filter(pk__in=line_ids).order_by("pk")
    return dict(rows.values_list("pk", "quantity"))


def _write(link: Link, line_map: list[dict[str, Any]]) -> None:
    if line_map != link.line_map:
        link.line_map = line_map
        link.save(update_fields=["line_map"])
