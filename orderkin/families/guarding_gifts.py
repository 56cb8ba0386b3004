"""What an edit gives away is asked about as creating it would have been: again, and above a cap."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from orderkin.client.settings import current_settings
from orderkin.families.answering import family_answers
from orderkin.families.facts import CustomerCap
from orderkin.families.gifts import AskedGift, given_again
from orderkin.families.guarding_edits import links_of, raised_to, refuse, rules_of, take_root
from orderkin.families.models import FormerLink, Relation
from orderkin.families.planning_limits import cap_cautions
from orderkin.families.reading_caps import customer_cap
from orderkin.families.reading_gifts import family_gifts
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotAllowed
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


def guard_cap(order_id: int, given: object, actor: Actor, at: datetime) -> None:
    """Refuse with NotAllowed `approval_required` an edit that creating would have had approved.

    `given` is the list value given free before and after the edit, minor units.
    """
    value = raised_to(given)
    if value is None or actor.may("override_guard"):
        return
    settings = current_settings()
    if not settings.customer_cap_needs_approval:
        return
    order = Order.objects.filter(pk=order_id, relation_up__isnull=False).first()
    if order is None:
        return
    had = customer_cap(order.customer_id, order.customer_email, order.currency, settings, at)
    # The edited order is among them already, unless it is older than they look back.
    if order.created_at > at - timedelta(days=settings.customer_cap_days):
        had = CustomerCap(had.orders - 1, had.value - value)
    for caution in cap_cautions(settings, had, order.currency, value):
        sentence = _(
            "%(why)s That needs the approval of a second person. Create another related order for"
            " it; there it is asked."
        )
        raise NotAllowed(sentence % {"why": caution.sentence}, code="approval_required")


def _check(order_id: int, link: Relation | FormerLink, skus: Collection[str]) -> None:
    root = take_root(link)
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
    refuse(given_again(asked, (one for one in gifts if one.order != order_id)))
