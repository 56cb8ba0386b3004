"""The Actions of an order: one table for the menu, the classic select, the keys and the palette."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from urllib.parse import quote

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orderkin.lib.actor import Actor
from orderkin.orders.statuses import allows


@dataclass(frozen=True, slots=True)
class OrderAction:
    """One action: its page is named `page`; `right` and the order's status decide if it shows.

    What `opens_page` is no dialog over the order but a page of its own.
    """

    slug: str
    text: str | Promise
    icon: str
    right: str
    page: str
    key: str = ""
    opens_page: bool = False


@dataclass(frozen=True, slots=True)
class Offer:
    """An action on one order, as the menu draws it."""

    number: str = field(compare=False)
    slug: str
    text: str | Promise = field(compare=False)
    icon: str
    key: str
    page: str
    starred: bool
    opens_page: bool

    @property
    def url(self) -> str:
        return page_url(self.page, self.number)


@cache
def _pattern(page: str) -> str:
    return reverse(f"desk:{page}", args=["zQnumberQz"])


@lru_cache(maxsize=16_384)
def page_url(page: str, number: str) -> str:
    """The address of an order's page; looked up once, because an order page has dozens."""
    return _pattern(page).replace("zQnumberQz", quote(number, safe=""))


ACTIONS = (
    OrderAction(
        "create-related-order",
        _("Create Related Order"),
        "git-branch",
        "create_related_order",
        "create_related_order",
        "R",
    ),
    OrderAction("add-note", _("Add Note"), "note", "add_note", "add_note", "N"),
    OrderAction("edit-order", _("Edit Order"), "pencil", "edit_order", "edit_order"),
    OrderAction("edit-addresses", _("Edit Addresses"), "map-pin", "edit_order", "edit_addresses"),
    OrderAction("set-on-hold", _("Set On Hold"), "hand-stop", "hold_order", "hold_order"),
    OrderAction("release-hold", _("Release Hold"), "player-play", "release_hold", "release_hold"),
    OrderAction(
        "receive-payment", _("Receive Payment"), "cash", "receive_payment", "receive_payment"
    ),
    OrderAction("ship", _("Ship"), "truck-delivery", "ship_order", "ship_order"),
    OrderAction("return", _("Return"), "truck-return", "return_units", "return_units"),
    OrderAction("refund", _("Refund"), "receipt-refund", "refund_order", "refund_order"),
    OrderAction("print", _("Print"), "printer", "view_orders", "print_order", opens_page=True),
    OrderAction("cancel", _("Cancel"), "ban", "cancel_order", "cancel_order"),
    OrderAction("link", _("Link Existing Order"), "link", "link_orders", "link_order"),
    OrderAction("move", _("Move To Another Parent"), "arrows-move", "link_orders", "move_order"),
    OrderAction("unlink", _("Unlink From Parent Order"), "unlink", "link_orders", "unlink_order"),
    OrderAction("undo", _("Undo Related Order"), "arrow-back-up", "undo_related_order", "undo"),
)
# What can be done to a child only; and what the Related Orders panel offers by itself.
OF_CHILDREN = frozenset({"move", "unlink", "undo"})
OF_FAMILIES = frozenset({"link", "move", "unlink", "undo"})
BY_SLUG = {action.slug: action for action in ACTIONS}


def offers(
    *,
    number: str,
    status: str,
    shipping_status: str,
    is_child: bool,
    actor: Actor,
    starred: Sequence[str],
    without: Collection[str] = (),
) -> list[Offer]:
    """What this actor can do with this order now, `without` some, the starred ones first."""
    shown = [
        Offer(
            number,
            action.slug,
            action.text,
            action.icon,
            action.key,
            action.page,
            action.slug in starred,
            action.opens_page,
        )
        for action in ACTIONS
        if actor.may(action.right)
        and _possible(action, status, shipping_status)
        and (is_child or action.slug not in OF_CHILDREN)
        and action.slug not in without
    ]
    return sorted(shown, key=lambda offer: not offer.starred)


def _possible(action: OrderAction, status: str, shipping_status: str) -> bool:
    if action.right == "edit_order" and shipping_status != "unshipped":
        return False
    if action.right == "ship_order" and shipping_status == "fully_shipped":
        return False
    if action.right == "return_units" and shipping_status == "unshipped":
        return False
    if action.slug == "undo":
        return shipping_status == "unshipped" and status not in {"void", "canceled"}
    return action.right in {"link_orders", "view_orders"} or allows(action.right, status)
