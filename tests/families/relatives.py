"""Related orders for the tests of families, made through the action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from orderkin.activity.models import Event
from orderkin.families.actions.create_related_order import Approval, create_related_order
from orderkin.families.models import Relation
from orderkin.families.wishes import Kept, Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.notes.models import Note
from orderkin.orders.models import Order, OrderLine
from orderkin.products.models import Stock
from tests.makers import AT, unused_key

LATER = AT + timedelta(hours=2)


def make_child(
    parent: Order,
    actor: Actor,
    *lines: WishLine,
    recipe: str = "",
    reason: str = "",
    override: str = "",
    pin: str = "",
    approval: Approval | None = None,
    at: datetime = LATER,
    lookalike: bool = True,
    kept: Sequence[Kept] = (),
) -> Order:
    """A related order of `parent`; look-alikes are wanted unless said otherwise."""
    wish = Wish(
        recipe=recipe,
        reason=reason,
        lines=lines,
        kept=tuple(kept),
        override=override,
        make_lookalike=lookalike,
    )
    made = create_related_order(
        actor=actor,
        number=parent.number,
        wish=wish,
        key=unused_key(),
        at=at,
        pin=pin,
        approval=approval,
    )
    return Order.objects.get(number=made.number)


def line_of(order: Order, sku: str) -> OrderLine:
    """The order's line or component of this SKU."""
    return order.lines.get(sku=sku)


def again(order: Order, sku: str, quantity: int = 1, basis: str | None = None) -> WishLine:
    """A wish for units of a line that was sold."""
    return WishLine(parent_line=line_of(order, sku).pk, quantity=quantity, price_basis=basis)


def fresh(order: Order) -> Order:
    """The order as it is stored now."""
    return Order.objects.get(pk=order.pk)


def parent_of(order: Order) -> Order | None:
    """Its stored parent."""
    relation = Relation.objects.filter(child=order).select_related("parent").first()
    return relation.parent if relation else None


def root_of(order: Order) -> Order:
    """Its stored root."""
    relation = Relation.objects.filter(child=order).select_related("root").first()
    return relation.root if relation else order


def told(order: Order, sentence: str) -> list[Note]:
    """The system's notes of this sentence on the order."""
    notes = Note.objects.filter(order=order, is_system=True).order_by("pk")
    return [note for note in notes if note.facts.get("sentence") == sentence]


def events(order: Order) -> list[str]:
    """The kinds of what happened to the order, oldest first."""
    rows = Event.objects.filter(subject_kind="order", subject_id=order.pk).order_by("sequence")
    return list(rows.values_list("kind", flat=True))


def committed(sku: str) -> int:
    """Units of a product that open orders have promised."""
    return Stock.objects.get(product__sku=sku).committed


def relation_of(order: Order) -> Relation:
    """The stored link of a child."""
    return Relation.objects.get(child=order)
