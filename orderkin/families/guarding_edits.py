"""The guard looks again when a related order is edited to answer more than it did."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from orderkin.families.guarding import Asked, Served, find, standing
from orderkin.families.models import Relation
from orderkin.families.planning import finding_caution
from orderkin.families.waiting import waiting_briefly
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Order, OrderLine


def guard_edit(order_id: int, lines: frozenset[int], actor: Actor) -> None:
    """Refuse with Conflict `guard_blocks` more units of these lines than their recipe lets through.

    Whoever may override the guard may edit past it; the edit's event names them.
    """
    relation = Relation.objects.select_related("recipe").filter(child_id=order_id).first()
    recipe = relation.recipe if relation else None
    if relation is None or recipe is None or recipe.rules.get("guard") != "block":
        return
    if actor.may("override_guard"):
        return
    # The root is what two people who serve the same family wait for.
    with waiting_briefly(upwards=True):
        Order.objects.take_all([relation.root_id])
    served = list(_served(relation.root_id))
    sold = OrderLine.objects.filter(pk__in=lines).order_by("pk")
    standings = {
        line.pk: standing(
            line=line.pk,
            sold=line.quantity,
            shipped=line.shipped,
            returned=line.returned,
            refunded=line.refunded,
            served=(one for child, one in served if child != order_id),
        )
        for line in sold
    }
    names = {line.pk: line.name for line in sold}
    asked = [
        Asked(one.line, names[one.line], one.sku, one.quantity, one.role)
        for child, one in served
        if child == order_id and one.line in names
    ]
    for finding in find(asked, standings):
        why = finding_caution(finding, blocks=True).sentence
        sentence = _("%(why)s Somebody who may override the guard can change it.") % {"why": why}
        details = {"orders": list(finding.orders)}
        raise Conflict(sentence, code="guard_blocks", details=details)


def _served(root: int) -> Iterator[tuple[int, Served]]:
    """What the live members of a family answer, with the member."""
    live = Relation.objects.filter(root_id=root).exclude(child__status__in=["canceled", "void"])
    for relation in live.select_related("child").order_by("pk"):
        for entry in relation.line_map:
            yield (
                relation.child_id,
                Served(
                    entry["parent_line"],
                    entry["quantity"],
                    entry["role"],
                    relation.child.number,
                    str(entry.get("sku", "")),
                ),
            )
