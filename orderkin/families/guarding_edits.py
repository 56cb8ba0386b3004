"""The guard looks again when an edit, a link or a refund would make a unit good twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from orderkin.families.guarding import Asked, Served, Standing, find, standing
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
    sold = list(OrderLine.objects.filter(pk__in=lines).order_by("pk"))
    standings = _standings(sold, (one for child, one in served if child != order_id))
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


def guard_gift(order_id: int, given: object, actor: Actor) -> None:
    """Refuse with Conflict `guard_blocks` an edit that gives away what would have asked for a PIN.

    `given` is the list value given free before and after the edit, minor units.
    """
    if not isinstance(given, list | tuple) or given[1] <= given[0]:
        return
    relation = Relation.objects.select_related("recipe").filter(child_id=order_id).first()
    rules = relation.recipe.rules if relation and relation.recipe else {}
    above = rules.get("pin") == "above" and given[1] > rules.get("pin_above", 0)
    if above and not actor.may("override_guard"):
        sentence = _(
            "This gives away more than the recipe allows without a Security PIN. Create another"
            " related order for it; there the PIN is asked."
        )
        raise Conflict(sentence, code="guard_blocks", details={"given_free": given[1]})


def guard_refund(order_id: int, lines: frozenset[int], actor: Actor) -> None:
    """Refuse with Conflict `guard_blocks` a refund of units that a blocking recipe replaced."""
    if actor.may("override_guard"):
        return
    below = Relation.objects.filter(parent_id=order_id, recipe__rules__guard="block")
    children = set(below.values_list("child_id", flat=True))
    if not children or not lines:
        return
    root = Relation.objects.filter(child_id=order_id).values_list("root_id", flat=True).first()
    served = [one for child, one in _served(root or order_id) if child in children]
    sold = list(OrderLine.objects.filter(pk__in=lines).order_by("pk"))
    for line, state in zip(sold, _standings(sold, served).values(), strict=True):
        if state.refunded + state.replaced > state.sold and state.by:
            sentence = _(
                "%(name)s was already replaced with %(orders)s. Somebody who may override the"
                " guard can refund it all the same."
            )
            facts = {"name": line.name, "orders": ", ".join(state.by)}
            raise Conflict(sentence % facts, code="guard_blocks", details={"orders": [*state.by]})


def _standings(sold: Iterable[OrderLine], served: Iterable[Served]) -> dict[int, Standing]:
    known = list(served)
    return {
        line.pk: standing(
            line=line.pk,
            sold=line.quantity,
            shipped=line.shipped,
            returned=line.returned,
            refunded=line.refunded,
            served=known,
        )
        for line in sold
    }


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
