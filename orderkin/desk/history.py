"""Events and system notes as plain sentences, in the reader's language and zone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from string import Formatter
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from orderkin.desk import clock
from orderkin.families.pages import EventView, NoteView
from orderkin.families.telling import SENTENCES as TOLD
from orderkin.lib.money import is_currency, show
from orderkin.notes.kinds import KINDS

# {name} stands for a value of the event's data, made readable by `_readable`.
SENTENCES: dict[str, Any] = {
    "order.created": lazy("Order created."),
    "order.imported": lazy("Order imported."),
    "order.import_updated": lazy("Updated by an import."),
    "order.created_as_related": lazy("Created as a related order of {parent}."),
    "order.child_created": lazy("Related order {number} created."),
    "order.note_added": lazy("{kind} note added."),
    "order.edited": lazy("Order edited: {edited}."),
    "order.held": lazy("Set on hold: {reason}"),
    "order.hold_released": lazy("Hold released."),
    "order.canceled": lazy("Canceled: {reason}"),
    "order.voided": lazy("Voided: {reason}"),
    "order.paid": lazy("Payment of {amount} received."),
    "order.payment_received": lazy("Payment of {amount} received."),
    "order.payment_authorized": lazy("Payment of {amount} authorized."),
    "order.refunded": lazy("{amount} refunded."),
    "order.returned": lazy("{units} came back, {shelf}. {note}"),
    "order.shipped": lazy("Shipped with {carrier} {tracking}"),
    "order.undone": lazy("Undone."),
    "order.child_undone": lazy("Related order {number} undone."),
    "order.linked": lazy("Linked as Child Order of {parent}."),
    "order.child_linked": lazy("Order {number} linked as Child Order."),
    "order.unlinked": lazy("Unlinked from {parent}."),
    "order.child_unlinked": lazy("Order {number} unlinked."),
    "order.moved": lazy("Moved to {parent}."),
    "order.child_moved_here": lazy("Order {number} moved here."),
    "order.child_moved_away": lazy("Order {number} moved away."),
    "order.repaired": lazy("Put right by the family check."),
    "order.left_alone": lazy("Left alone although order {because} was {happened}."),
}
PREFIX = "order."
# System notes keep facts instead of a finished sentence; {when} is the reader's own time.
NOTES: dict[str, Any] = {
    "related_order_created": lazy("Related order {number} created by {email} on {when}"),
    **TOLD,
}
DOORS: dict[str, Any] = {
    "api": lazy("API"),
    "cli": lazy("command line"),
    "import": lazy("import"),
    "job": lazy("bulk action"),
}
LINKED = frozenset({"number", "parent", "before", "because"})


@dataclass(frozen=True, slots=True)
class Said:
    """One line of the history."""

    at: datetime
    sentence: str
    actor_email: str
    door: str

    @property
    def by(self) -> str:
        """Who, and through which door when it was not the desk; nobody is the system."""
        who = _("System") if self.actor_email == "system" else self.actor_email
        return f"{who} · {DOORS[self.door]}" if self.door in DOORS else who


@dataclass(frozen=True, slots=True)
class NoteSaid:
    """A note as read, in pieces: text, and the order number that the piece links to or nothing."""

    note: NoteView
    pieces: tuple[tuple[str, str], ...]
    kind_text: str

    @property
    def sentence(self) -> str:
        return "".join(text for text, _link in self.pieces)


def told(events: Sequence[EventView], *, currency: str, locale: str) -> list[Said]:
    """The history, newest first as it came."""
    return [
        Said(
            event.at,
            sentence(event.kind, event.data, currency, locale),
            event.actor_email,
            event.door,
        )
        for event in events
    ]


def sentence(kind: str, data: Mapping[str, Any], currency: str, locale: str) -> str:
    """What happened, said plainly; a kind without a sentence says its own name."""
    template = SENTENCES.get(kind)
    if template is None:
        return kind.removeprefix(PREFIX).replace("_", " ").replace(".", " ").capitalize() + "."
    facts = _Facts(_readable(data, currency, locale))
    return str(template).format_map(facts).strip(" :")


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return ""


def _readable(data: Mapping[str, Any], currency: str, locale: str) -> dict[str, str]:
    facts = {key: str(value) for key, value in data.items() if isinstance(value, str | int)}
    if isinstance(data.get("amount"), int):
        code = str(data.get("currency") or currency)
        facts["amount"] = show(data["amount"], code if is_currency(code) else currency, locale)
    if "kind" in facts:
        facts["kind"] = KINDS.get(facts["kind"], facts["kind"])
    if isinstance(data.get("units"), list):
        count = sum(int(unit.get("quantity", 0)) for unit in data["units"])
        facts["units"] = ngettext("%(n)d unit", "%(n)d units", count) % {"n": count}
    if "restocked" in data:
        shelf = _("back on the shelf") if data["restocked"] else _("not put on the shelf")
        facts["shelf"] = shelf
    facts["edited"] = ", ".join(_edited(data))
    return facts


def _edited(data: Mapping[str, Any]) -> list[str]:
    added = [f"+{one.get('quantity')} {one.get('sku')}" for one in data.get("added") or ()]
    changed = [
        f"{one.get('sku')} {one.get('from')} → {one.get('to')}" for one in data.get("changed") or ()
    ]
    return [*added, *changed, *([_("addresses")] if data.get("addresses") else [])]


def read_note(note: NoteView, *, number: str, zone: str) -> NoteSaid:
    """A note for a reader in `zone`; on the order `number`, other orders' numbers are links."""
    kind_text = KINDS.get(note.kind, note.kind)
    template = NOTES.get(str(note.facts.get("sentence", "")))
    if template is None:
        return NoteSaid(note, ((note.text, ""),), kind_text)
    facts = {key: str(value) for key, value in note.facts.items()}
    facts["when"] = _when(facts.get("at", ""), zone)
    return NoteSaid(note, tuple(_pieces(str(template), facts, number)), kind_text)


def _pieces(template: str, facts: Mapping[str, str], here: str) -> Iterator[tuple[str, str]]:
    """Text, and for the number of another order where its link goes."""
    for text, name in _parts(template):
        if text:
            yield text, ""
        if name:
            value = facts.get(name, "")
            yield value, value if name in LINKED and value != here else ""


@lru_cache(maxsize=100)
def _parts(template: str) -> tuple[tuple[str, str | None], ...]:
    """What stands before each place to fill, and its name."""
    return tuple((text, name) for text, name, *_rest in Formatter().parse(template))


def _when(text: str, zone: str) -> str:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return text
    return clock.show(moment if moment.tzinfo else moment.replace(tzinfo=UTC), zone)
