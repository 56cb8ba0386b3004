"""The Order Details page: what its template is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext as _

from orderkin.client.models import Employee
from orderkin.desk.family_panel import crumbs, panel
from orderkin.desk.history import read_note, told
from orderkin.desk.order_actions import OF_FAMILIES, offers
from orderkin.families.pages import LineView, OrderHead, OrderPage
from orderkin.families.queries import NO_LIMIT, NotesAsked
from orderkin.lib.actor import Actor
from orderkin.notes.kinds import KINDS

HISTORY_SHOWN = 8
NOTES_SHOWN = 8


@dataclass(frozen=True, slots=True)
class LineRow:
    """A line, or a component inside a kit's line; `depth` counts the kits around it."""

    line: LineView
    depth: int
    says_standing: bool

    @property
    def inside(self) -> bool:
        return self.depth > 0


def whole_history(request: HttpRequest) -> bool:
    """Whether the reader asked for more than the newest events."""
    return request.GET.get("history") == "all"


def notes_asked(request: HttpRequest) -> NotesAsked:
    """The newest notes, unless the reader asked for one kind or for the earlier ones."""
    kind, whole = request.GET.get("notes", ""), request.GET.get("earlier") == "notes"
    return NotesAsked(kind if kind in KINDS else "", NO_LIMIT if whole else NOTES_SHOWN)


def _earlier(page: OrderPage) -> int:
    """How many events came before those that were read: events of an order count from 1."""
    return page.events[-1].sequence - 1 if page.events else 0


def order_context(
    page: OrderPage, *, request: HttpRequest, reader: Employee, actor: Actor
) -> dict[str, object]:
    """Context of the Order Details template."""
    order, family = page.order, page.family
    shown = offers(
        number=order.number,
        status=order.status,
        shipping_status=order.shipping_status,
        is_child=family.parent is not None,
        actor=actor,
        starred=reader.favourite_actions,
        without=_idle(order),
    )
    by_slug = {offer.slug: offer for offer in shown}
    return {
        "order": order,
        "lines": list(_rows(page.lines)),
        "line_count": len(page.lines),
        "unit_count": sum(line.quantity for line in page.lines),
        "payments": page.payments,
        "shipments": [(one, sum(u["quantity"] for u in one.units)) for one in page.shipments],
        "actions": shown,
        "create": by_slug.get("create-related-order"),
        "refund": by_slug.get("refund"),
        "to_give_back": max(0, -order.balance),
        "add_note": by_slug.get("add-note"),
        "can_edit": "edit-order" in by_slug,
        "focus_product": request.GET.get("focus") == "product",
        "family": family,
        "parent_id": family.parent_id,
        "crumbs": crumbs(family),
        "panel": panel(family),
        "family_actions": [offer for offer in shown if offer.slug in OF_FAMILIES],
        "ledger": family.sums,
        "ships_to": order.shipping_address,
        "bills_to": order.billing_address,
        "events": told(
            page.events,
            currency=order.currency,
            locale=reader.locale,
        ),
        "more_events": 0 if whole_history(request) else _earlier(page),
        **_notes(page, request, reader.zone),
    }


def _idle(order: OrderHead) -> set[str]:
    """Nothing owed is not received, nothing paid is not refunded."""
    idle = set() if order.balance > 0 else {"receive-payment"}
    return idle if order.paid > order.refunded else idle | {"refund"}


def _rows(lines: Sequence[LineView], *, depth: int = 0, said: bool = False) -> Iterator[LineRow]:
    """Lines and components; what is said of a whole kit is not said again of each part."""
    for line in lines:
        standing = line.standing
        done = bool(standing.replaced or standing.refunded or standing.returned)
        yield LineRow(line, depth, done and not said)
        yield from _rows(line.components, depth=depth + 1, said=said or done)


def _notes(page: OrderPage, request: HttpRequest, zone: str) -> dict[str, object]:
    chosen, counts = notes_asked(request).kind, page.note_counts
    every = sum(counts.values())
    tabs = [("", _("All"), every, not chosen)]
    tabs += [
        (kind, text, counts[kind], kind == chosen) for kind, text in KINDS.items() if counts[kind]
    ]
    said = [read_note(note, number=page.order.number, zone=zone) for note in page.notes]
    left = (counts.get(chosen, 0) if chosen else every) - len(said)
    more = {"more_notes": left, "notes_of": chosen}
    return {"notes": said, "note_tabs": tabs, **more}
