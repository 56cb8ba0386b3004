"""The guard looks again when an edit gives a family what it was given before."""

from __future__ import annotations

from collections.abc import Collection

from django.utils.translation import gettext as _

from orderkin.families.answering import family_answers
from orderkin.families.gifts import AskedGift, given_again
from orderkin.families.guarding_edits import links_of, rules_of
from orderkin.families.line_maps import root_id_of
from orderkin.families.models import FormerLink, Relation
from orderkin.families.planning import finding_caution
from orderkin.families.reading_gifts import family_gifts
from orderkin.families.waiting import waiting_briefly
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Order, OrderLine


def guard_given_again(order_id: int, skus: Collection[str], actor: Actor) -> None:
    """Refuse with Conflict `guard_blocks` a free product that others of the family gave already.

    `skus` are the products of which the edit puts more on the order. Whoever may override the guard
    may edit past it; the edit's event names them.
    """
    if not skus or actor.may("override_guard"):
        return
    for link in links_of(order_id):
        if rules_of(link.recipe).guard == "block":
            _check(order_id, link, skus)


def _check(order_id: int, link: Relation | FormerLink, skus: Collection[str]) -> None:
    root = link.root_id if isinstance(link, Relation) else root_id_of(link.parent_id)
    # Whoever gives something to the same family waits for its root.
    with waiting_briefly(upwards=True):
        Order.objects.take_all([root])
    answered = {one.child_line for one in family_answers(root) if one.role != "adds"}
    sold = OrderLine.objects.filter(order_id=link.parent_id, sku__in=skus).order_by("pk")
    gifts = family_gifts(root, set(skus) - set(sold.values_list("sku", flat=True)), answered)
    names = dict(
        OrderLine.objects.filter(order_id=order_id).order_by("pk").values_list("sku", "name")
    )
    asked = [
        AskedGift(one.sku, names.get(one.sku, one.sku), one.quantity, one.answers)
        for one in gifts
        if one.order == order_id
    ]
    for finding in given_again(asked, (one for one in gifts if one.order != order_id)):
        why = finding_caution(finding, blocks=True).sentence
        sentence = _("%(why)s Somebody who may override the guard can change it.") % {"why": why}
        details = {"orders": list(finding.orders)}
        raise Conflict(sentence, code="guard_blocks", details=details)
