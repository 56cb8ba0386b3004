"""Which notes a related order will write, on both sides (pure)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from orderkin.families.facts import Facts
from orderkin.families.plans import PlannedNote
from orderkin.families.wishes import Wish
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound

# The child's number is only known once it is written; a plan shows the place where it will stand.
NUMBER = "{number}"


def plan_notes(facts: Facts, wish: Wish, actor: Actor, at: datetime) -> Iterator[PlannedNote]:
    """The automatic sentence on both orders, the typed note, recipe notes, and those that travel.

    Private notes never become anything a customer sees: they are refused as travellers.
    """
    made = {"sentence": "related_order_created", "number": NUMBER, "email": actor.email}
    made["at"] = at.isoformat()
    made["parent"] = facts.parent.number
    text = f"Related order {NUMBER} created by {actor.email} on {at:%Y-%m-%d %H:%M} UTC"
    for side in ("child", "parent"):
        yield PlannedNote(side, "general", text, is_system=True, facts=made)
    if wish.customer_service_notes:
        yield PlannedNote("child", "customer_service", wish.customer_service_notes)
    if facts.recipe.rules.note_internal:
        yield PlannedNote("child", "customer_service", facts.recipe.rules.note_internal)
    if facts.recipe.rules.note_customer:
        yield PlannedNote("child", "customer_instructions", facts.recipe.rules.note_customer)
    if wish.override:
        override = {"sentence": "guard_overridden", "email": actor.email, "why": wish.override}
        said = f"Guard overridden by {actor.email}: {wish.override}"
        yield PlannedNote("child", "general", said, is_system=True, facts=override)
    yield from _travellers(facts, wish)


def _travellers(facts: Facts, wish: Wish) -> Iterator[PlannedNote]:
    notes = {note.id: note for note in facts.notes}
    for note_id in wish.travelling_notes:
        note = notes.get(note_id)
        if note is None or note.is_private:
            sentence = f"Order {facts.parent.number} has no note {note_id} that may travel."
            raise NotFound(sentence, code="note_stays", field="travelling_notes")
        quoted = {
            "order": facts.parent.number,
            "author_email": note.author_email,
            "at": note.at.isoformat(),
        }
        # An allow-list: whatever it was, it arrives as a Customer Service note, for employees.
        yield PlannedNote("child", "customer_service", note.text, quoted_from=quoted)
