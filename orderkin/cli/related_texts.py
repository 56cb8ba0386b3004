"""A dry run, and the lines of an order, as text in a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from textwrap import shorten
from typing import Any

from django.utils.translation import gettext as _

from orderkin.families.pages import LineView, OrderPage
from orderkin.lib.money import show


def lines_text(page: OrderPage) -> str:
    """Lines and the notes that may travel, with the ids that a wish names them by."""
    rows = [
        f"#{line.id:<8} {'  ' * depth}{line.quantity} x {line.sku or line.name}  {line.name}"
        for depth, line in _within(page.lines)
    ]
    notes = (note for note in page.notes if not note.is_private)
    words = ({"id": note.id, "text": shorten(note.text, 80, placeholder="…")} for note in notes)
    return "\n".join([*rows, *(_("note %(id)s  %(text)s") % one for one in words)])


def _within(lines: Iterable[LineView], depth: int = 0) -> Iterator[tuple[int, LineView]]:
    for line in lines:
        yield depth, line
        yield from _within(line.components, depth + 1)


def preview_text(seen: dict[str, Any]) -> str:
    """A dry run (`preview_document`) for a person."""
    totals, asked = seen["totals"], seen["approvals"]
    currency = totals["currency"]
    rows = [_line_text(line, currency) for line in _opened(seen["lines"])]
    if totals["shipping_charge"]:
        charge = show(totals["shipping_charge"], currency)
        rows.append(_("Shipping charge: %(charge)s") % {"charge": charge})
    rows.append(_("Total: %(total)s") % {"total": show(totals["total"], totals["currency"])})
    if totals["given_free"]:
        rows.append(_("Given free: %(given)s") % {"given": show(totals["given_free"], currency)})
    if seen["lines"] and not seen["deduct_stock"]:
        rows.append(_("Stock stays as it is."))
    rows += [
        _("Kept: %(quantity)s of line #%(parent_line)s, arrived as %(arrived_sku)s") % unit
        for unit in seen["kept"]
    ]
    rows += [f"! {warning['sentence']}" for warning in seen["warnings"]]
    if seen["lookalike"]:
        rows.append(_("! Looks like order %(number)s.") % seen["lookalike"])
    if asked["pin_needed"]:
        rows.append(_pin_asked(asked["pin_limit"]))
    if asked["second_person_needed"]:
        rows.append(_("A second person has to approve."))
    if seen["hold_reason"]:
        rows.append(_("On hold: %(hold_reason)s") % seen)
    rows += [f"{note['on']}: {_note(note)}" for note in seen["notes"]]
    return "\n".join([*rows, _("Nothing was made. Token: %(token)s") % seen])


def _opened(lines: list[dict[str, Any]], depth: int = 0) -> Iterator[dict[str, Any]]:
    """Lines, and below a kit what is in it."""
    for line in lines:
        yield {**line, "depth": depth}
        yield from _opened(line["components"], depth + 1)


def _line_text(line: dict[str, Any], currency: str) -> str:
    said = [f"{'  ' * line['depth']}{line['quantity']} x {line['sku'] or line['name']}"]
    if not line["depth"]:
        said += [line["price_basis"], show(line["total"], currency)]
    said.append(_("list %(price)s") % {"price": show(line["list_price"], currency)})
    if line["available"] is not None:
        said.append(_("%(n)s in stock") % {"n": line["available"]})
    return "  ".join(said)


def _pin_asked(over: dict[str, Any] | None) -> str:
    sentence = _("A Security PIN will be asked.")
    if over is None:
        return sentence
    facts = {"given": show(over["given"], over["currency"]), "currency": over["currency"]}
    if not over["limit"]:
        why = _("%(given)s is given free; in %(currency)s any value asks.") % facts
    else:
        facts["limit"] = show(over["limit"], over["currency"])
        why = _("%(given)s is given free; up to %(limit)s needs none.") % facts
    return f"{sentence} {why}"


def _note(note: dict[str, Any]) -> str:
    """A note as it will be; the desk's own sentence waits for the number that making gives."""
    text: str = note["text"]
    return text.replace("{number}", _("(its number)")) if note["system"] else text
