"""Every problem code of this door, with what it means and what to do: docs and answers use it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Code:
    """A stable code; `title` is short, `meaning` names the next step."""

    title: str
    meaning: str


CODES: dict[str, Code] = {
    # at the door
    "token_missing": Code("No API token", "Send `Authorization: Bearer …`."),
    "token_invalid": Code("API token not valid", "It is unknown or revoked; make a new one."),
    "bad_json": Code("Not JSON", "The body must be JSON in UTF-8."),
    "body_too_big": Code("Too big", "The request is beyond what the server reads."),
    "no_such_address": Code("No such address", "See openapi.json for the addresses."),
    "method_not_allowed": Code("Method not allowed", "`Allow` names the methods of this address."),
    "internal_error": Code(
        "Internal error", "Logged. `GET /idempotency/{key}` tells what is done."
    ),
    "busy": Code("Busy", "The server is full; send again after `Retry-After` seconds."),
    "still_running": Code(
        "Still running",
        "Another request about the same thing has not finished; send the same again after"
        " `Retry-After` seconds.",
    ),
    # shapes
    "invalid": Code("Invalid", "`field` cannot be meant like this."),
    "field_missing": Code("Field missing", "`field` is required."),
    "unknown_field": Code("Unknown field", "`field` is not part of this shape."),
    "nul_character": Code("NUL character", "Text with NUL cannot be kept."),
    "not_unicode": Code("Not Unicode", "The text holds half a character."),
    "too_long": Code("Too long", "`limit` characters fit."),
    "bad_cursor": Code("Bad cursor", "Begin again without `cursor`."),
    # idempotency
    "key_required": Code("Idempotency-Key missing", "Send a key of your own for each new intent."),
    "key_reused": Code("Key reused", "This key stands for another body; use a new one."),
    # rights and PINs
    "not_allowed": Code("Not allowed", "Somebody with more rights has to do this."),
    "right_missing": Code("Right missing", "The sentence names the roles that may."),
    "pin_required": Code("Security PIN required", "Send yours in the header `Security-Pin`."),
    "pin_wrong": Code("Wrong Security PIN", "`tries_left` tells how many tries are left."),
    "pin_locked": Code("Security PIN locked", "Wait until `locked_until`."),
    "pin_not_set": Code("No Security PIN set", "Set yours on the desk, under your name."),
    "approval_required": Code("Approval required", "Send `approval` of a second person."),
    "approval_by_oneself": Code("Approval by oneself", "Somebody else has to approve."),
    "unknown_employee": Code("Unknown employee", "Nobody working here has this e-mail."),
    # what is not there
    "not_found": Code("Not found", "There is no such thing here."),
    "unknown_line": Code("Unknown line", "The order has no line with this id."),
    "unknown_sku": Code("Unknown SKU", "No product has this SKU."),
    "unknown_recipe": Code("Unknown recipe", "`GET /recipes` lists those in use."),
    "unknown_reason": Code("Unknown reason", "`GET /reasons` lists those in use."),
    "unknown_channel": Code("Unknown channel", "`GET /channels` lists them."),
    "unknown_currency": Code("Unknown currency", "Currencies are ISO 4217 codes."),
    "unknown_kind": Code("Unknown kind", "Another kind is meant."),
    "note_stays": Code("Note stays", "A private note, or one of another order, cannot travel."),
    # related orders
    "parent_not_open": Code("Parent not open", "Void orders get no related orders."),
    "lookalike": Code(
        "Look-alike", "`number` has the same lines; `lookalike: make` makes another."
    ),
    "guard_blocks": Code("Guard blocks", "More than was sold; an `override` needs the right."),
    "line_answered": Code("Line answered", "Undo or cancel the orders that made it good first."),
    "preview_invalid": Code("Preview not valid", "Ask for a new dry run."),
    "preview_outdated": Code("Preview outdated", "`changed` names what changed since."),
    "reason_required": Code("Reason required", "Say why in `reason`."),
    "more_kept_than_sold": Code("More kept than sold", "Fewer units were sold."),
    "kept_not_shipped": Code("Kept, not shipped", "Record the parcel first: `POST …/shipments`."),
    "records_no_kept": Code("Records no kept units", "Another recipe asks for them."),
    "not_offered": Code("Not offered", "The recipe offers other lines; `recipe` names it."),
    "nothing_paid": Code("Nothing paid", "This product was not on the parent order."),
    "no_price": Code("No price", "The product has no price in the order's currency."),
    "kit_cycle": Code("Kit within itself", "The product's components have to be mended."),
    "family_changed": Code("Family changed", "Somebody was faster; send again."),
    "family_busy": Code("Family busy", "Somebody is changing this family; send again."),
    "cannot_undo": Code("Cannot undo", "`obstacles` lists what is in the way."),
    "not_related": Code("Not related", "The order has no parent."),
    "has_parent": Code("Has a parent", "Unlink it first, or move it."),
    "already_there": Code("Already there", "It is a child of this parent already."),
    "would_cycle": Code("Would be a circle", "The parent descends from the order."),
    "other_customer": Code("Other customer", "Say in `exception` why they belong together."),
    # orders
    "conflict": Code("Conflict", "The state of things does not allow it now."),
    "wrong_status": Code("Wrong status", "`order_status` does not allow it."),
    "order_changed": Code("Order changed", "Read it again and send its new `version`."),
    "already_shipped": Code("Already shipped", "Part of the order has left the house."),
    "nothing_to_ship": Code("Nothing to ship", "Everything has shipped."),
    "too_many_units": Code("Too many units", "There are not so many."),
    "too_large": Code("Too large", "This comes to more money or units than can be counted."),
    "already_refunded": Code("Already refunded", "A line cannot hold fewer units than refunded."),
    "bad_quantity": Code("Bad quantity", "A quantity is not negative."),
    "no_units": Code("No units", "Say which units."),
    "bad_amount": Code("Bad amount", "An amount is more than nothing."),
    "overpaid": Code("Overpaid", "`balance` is what is owed."),
    "over_refunded": Code("Over-refunded", "`refundable` is what can be given back."),
    "already_settled": Code("Already settled", "This step was done before."),
    "empty_note": Code("Empty note", "A note needs text."),
    "channel_number_taken": Code("Channel number taken", "The channel's order is here already."),
}
