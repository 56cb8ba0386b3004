"""The guard looks again when an edit, a link or a refund would make a unit good twice."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _

from orderkin.client.settings import current_settings
from orderkin.families.answering import family_answers, lines_behind
from orderkin.families.answers import DEAD, counted, joined
from orderkin.families.guarding import Asked, Finding, Served, Standing, find, standing
from orderkin.families.kit_answers import SoldLine, with_contents
from orderkin.families.line_maps import root_id_of
from orderkin.families.models import FormerLink, Recipe, Relation
from orderkin.families.planning_cautions import finding_caution
from orderkin.families.recipes import Rules, plain_rules, rules_from
from orderkin.families.waiting import waiting_briefly
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.lib.limits import passed
from orderkin.lib.money import show
from orderkin.orders.models import Order, OrderLine


def guard_edit(order_id: int, lines: frozenset[int], actor: Actor) -> None:
    """Refuse with Conflict `guard_blocks` more units of these lines than their rules let through.

    Whoever may override the guard may edit past it; the edit's event names them.
    """
    if actor.may("override_guard"):
        return
    for link in links_of(order_id):
        if rules_of(link.recipe).guard == "block":
            _check(order_id, link, lines)


def _check(order_id: int, link: Relation | FormerLink, lines: frozenset[int]) -> None:
    answers = family_answers(take_root(link))
    own = [one for one in answers if one.order == order_id and one.line in lines]
    behind = list(lines_behind(link.parent_id, set(lines))) if _is_dead(link.parent_id) else []
    sold = {row.pk: row for row in OrderLine.objects.filter(pk__in=lines).order_by("pk")}
    sold |= {row.pk: row for _line, _role, row in behind}
    standings = _standings(sold.values(), counted(x for x in answers if x.order != order_id))
    most = current_settings().free_parts_per_unit or None
    asked = [
        Asked(one.line, sold[one.line].name, one.sku, one.quantity, one.role, most)
        for one in own
        if one.line in sold
    ]
    asked += [
        Asked(row.pk, row.name, one.sku, one.quantity, joined(role, one.role))
        for line, role, row in behind
        for one in own
        if one.line == line
    ]
    refuse(find(asked, standings))


def guard_gift(order_id: int, given: object, actor: Actor) -> None:
    """Refuse an edit of a child that gives away what creating it would have asked more for.

    `given` is the list value given free before and after the edit, minor units. Raises Conflict
    `guard_blocks` above the value that needs a PIN, `reason_required` for a gift without one.
    """
    value = raised_to(given)
    if value is None or actor.may("override_guard"):
        return
    relation = Relation.objects.select_related("recipe", "child").filter(child_id=order_id).first()
    if relation is None:
        return
    rules = rules_of(relation.recipe)
    currency = relation.child.currency
    if rules.pin == "above" and passed(rules.pin_above, currency, value):
        sentence = _(
            "This gives away %(given)s, more than is allowed without a Security PIN. Create another"
            " related order for it; there the PIN is asked."
        )
        facts = {"given": show(value, currency)}
        raise Conflict(sentence % facts, code="guard_blocks", details={"given_free": value})
    unexplained = relation.recipe_id is None and relation.reason_id is None
    if unexplained and current_settings().plain_reason_for_free:
        sentence = _(
            "Free lines need a reason and this related order has none. Create another related"
            " order for them and choose one there."
        )
        raise Conflict(sentence, code="reason_required")


def guard_refund(order_id: int, lines: frozenset[int], actor: Actor, why: str = "") -> bool:
    """Whether `why` goes past a blocking rule that says that the refunded units are good already.

    Without a sentence, or the right to override, that is refused with Conflict `guard_blocks`.
    """
    if not lines:
        return False
    may = actor.may("override_guard")
    answers = family_answers(root_id_of(order_id))
    blocking = _blocking({one.order for one in answers})
    served = counted(one for one in answers if not one.is_live or one.order in blocking)
    sold = list(OrderLine.objects.filter(pk__in=lines).order_by("pk"))
    for line, state in zip(sold, _standings(sold, served).values(), strict=True):
        if state.refunded + state.sent_whole > state.sold and state.sent_whole_by:
            if may and why:
                return True
            sentence = (
                _("%(name)s was already replaced with %(orders)s. Say why it is refunded too.")
                if may
                else _(
                    "%(name)s was already replaced with %(orders)s. Somebody who may override the"
                    " guard can refund it all the same."
                )
            )
            by = [*state.sent_whole_by]
            facts = {"name": line.name, "orders": ", ".join(by)}
            raise Conflict(sentence % facts, code="guard_blocks", details={"orders": by})
    return False


def standings_of(order_id: int) -> dict[int, Standing]:
    """By line of an order, what its family did about the units."""
    served = counted(family_answers(root_id_of(order_id)))
    return _standings(OrderLine.objects.filter(order_id=order_id).order_by("pk"), served)


def take_root(link: Relation | FormerLink) -> int:
    """Lock the root: it is what two people who serve the same family wait for."""
    root = link.root_id if isinstance(link, Relation) else root_id_of(link.parent_id)
    with waiting_briefly(upwards=True):
        Order.objects.take_all([root])
    return root


def refuse(findings: Iterable[Finding]) -> None:
    """Raise Conflict `guard_blocks` with the first of them, if there is any."""
    for finding in findings:
        why = finding_caution(finding, blocks=True).sentence
        sentence = _("%(why)s Somebody who may override the guard can change it.") % {"why": why}
        details = {"orders": list(finding.orders)}
        raise Conflict(sentence, code="guard_blocks", details=details)


def raised_to(given: object) -> int | None:
    """The list value given free after an edit that raised it, of what its event says; else None."""
    if not isinstance(given, list | tuple) or given[1] <= given[0]:
        return None
    return int(given[1])


def links_of(order_id: int) -> list[Relation | FormerLink]:
    """The link of an order and those it had."""
    return [
        *Relation.objects.select_related("recipe").filter(child_id=order_id),
        *FormerLink.objects.select_related("recipe").filter(child_id=order_id).order_by("pk"),
    ]


def rules_of(recipe: Recipe | None) -> Rules:
    """The rules a link was made under: those of its recipe, or of none."""
    return rules_from(recipe.rules) if recipe else plain_rules(current_settings())


def _blocking(orders: set[int]) -> set[int]:
    """Those of the orders that were made under rules that block."""
    links: list[Relation | FormerLink] = [
        *Relation.objects.select_related("recipe").filter(child_id__in=orders),
        *FormerLink.objects.select_related("recipe").filter(child_id__in=orders),
    ]
    plain = plain_rules(current_settings())
    return {
        link.child_id
        for link in links
        if (rules_from(link.recipe.rules) if link.recipe else plain).guard == "block"
    }


def _is_dead(order_id: int) -> bool:
    return Order.objects.filter(pk=order_id, status__in=DEAD).exists()


def _standings(sold: Iterable[OrderLine], served: Iterable[Served]) -> dict[int, Standing]:
    lines = list(sold)
    orders = {line.order_id for line in lines}
    rows = OrderLine.objects.filter(order_id__in=orders).order_by("pk")
    all_sold = rows.values_list("pk", "kit_line_id", "sku", "quantity")
    known = with_contents(served, (SoldLine(*row) for row in all_sold))
    return {line.pk: standing(line, known) for line in lines}
