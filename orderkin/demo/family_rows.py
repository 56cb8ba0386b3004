"""The families of the demo as rows: the relation, and the sentence on both orders."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from orderkin.demo.order_rows import Row
from orderkin.demo.shapes import DemoOrder, DemoRelation
from orderkin.families.kept_units import Goods, KeptUnits
from orderkin.families.models import Kind, ReasonCode, Recipe
from orderkin.families.planning import line_signature
from orderkin.families.plans import PlannedLine
from orderkin.products.models import Product

_GOODS = ("id", "sku", "name", "cost", "cost_currency")


@dataclass(frozen=True, slots=True)
class Place:
    """An order's id and number."""

    id: int
    number: str


@dataclass(frozen=True, slots=True)
class Kinds:
    """The ready-made kinds, recipes and reasons by their codes."""

    kinds: Mapping[str, int]
    recipes: Mapping[str, tuple[int, str]]
    reasons: Mapping[str, int]
    goods: Mapping[str, Goods]

    @classmethod
    def read(cls) -> "Kinds":
        recipes = Recipe.objects.order_by("id").values_list("code", "id", "name")
        return cls(
            dict(Kind.objects.order_by("id").values_list("code", "id")),
            {code: (pk, name) for code, pk, name in recipes},
            dict(ReasonCode.objects.order_by("id").values_list("code", "id")),
            {row[1]: Goods(*row) for row in Product.objects.values_list(*_GOODS).order_by("id")},
        )


@dataclass(frozen=True, slots=True)
class Link:
    """A child with its parent and root, as they stand in the database."""

    order: DemoOrder
    relation: DemoRelation
    child: Place
    parent: Place
    root: Place
    actor_id: int

    @property
    def about(self) -> Row:
        """What both events say of it."""
        return {"number": self.child.number, "parent": self.parent.number}


def relation_row(
    link: Link, lines: Sequence[PlannedLine], line_map: list[Row], kinds: Kinds, sold: int
) -> Row:
    """The stored link; `sold` is the id of the parent's line that its first line answers."""
    relation = link.relation
    kept = _kept(relation.kept, lines[0], sold, kinds.goods) if relation.kept else []
    return {
        "child_id": link.child.id,
        "parent_id": link.parent.id,
        "root_id": link.root.id,
        "kind_id": kinds.kinds[relation.kind],
        "recipe_id": kinds.recipes[relation.kind][0],
        "reason_id": kinds.reasons[relation.reason],
        "line_map": line_map,
        "signature": line_signature(lines),
        "kept_units": kept,
        "actor_id": link.actor_id,
        "actor_email": link.order.author,
        "created_at": link.order.placed_at,
    }


def _kept(sku: str, right: PlannedLine, sold: int, known: Mapping[str, Goods]) -> list[Row]:
    """What came wrongly and stays, in the place of what is now sent."""
    unit = KeptUnits(sold, right.quantity, ordered=known[right.sku], arrived=known[sku])
    return [unit.document()]


def line_map_rows(written: Sequence[tuple[PlannedLine, int]]) -> list[Row]:
    """Which line of the parent each line of the child answers."""
    return [
        {
            "child_line": line_id,
            "parent_line": line.answers,
            "quantity": line.quantity,
            "role": line.role,
            "sku": line.sku,
        }
        for line, line_id in written
        if line.answers is not None
    ]


def sentence_rows(link: Link) -> list[Row]:
    """The automatic note on child and parent, as the create step words it."""
    number, email, at = link.child.number, link.order.author, link.order.placed_at
    facts = {
        "sentence": "related_order_created",
        "number": number,
        "email": email,
        "at": at.isoformat(),
        "parent": link.parent.number,
    }
    text = f"Related order {number} created by {email} on {at:%Y-%m-%d %H:%M} UTC"
    return [
        {
            "order_id": order_id,
            "kind": "general",
            "text": text,
            "is_system": True,
            "facts": facts,
            "author_id": link.actor_id,
            "author_email": email,
            "at": at,
        }
        for order_id in (link.child.id, link.parent.id)
    ]


def event_data(link: Link, kinds: Kinds, total: int, given_free: int) -> Row:
    """What the event on each side says."""
    return {
        **link.about,
        "kind": link.relation.kind,
        "recipe": kinds.recipes[link.relation.kind][1],
        "reason": link.relation.reason,
        "total": total,
        "given_free": given_free,
        "currency": link.order.customer.currency,
        "by": link.order.author,
    }
