"""`orderkin related-order create`: the same action as everywhere, with the same dry run."""

from __future__ import annotations

import json
import re
import uuid
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any, TextIO

import click
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _

from orderkin.client.actors import actor_by_email
from orderkin.families.actions.create_related_order import Approval, create_related_order
from orderkin.families.preview_documents import preview_document
from orderkin.families.previews import preview_related_order
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.errors import Invalid
from orderkin.lib.money import show

_LINE = re.compile(
    r"(?:#(?P<line>\d{1,18})|(?P<sku>.+?))(?:\*(?P<units>\d{1,7}))?(?:=(?P<basis>\w+))?"
)


@click.group("related-order")
def related_order() -> None:
    """Create related orders, or look at what they would be."""


@related_order.command("create")
@click.argument("number")
@click.option(
    "--as", "email", required=True, help="The employee who asks: their rights, their PIN."
)
@click.option("--notes", default="", help="Customer Service Notes.")
@click.option("--recipe", default="", help="Code of a recipe, such as replacement.")
@click.option("--reason", default="", help="Code of a reason, such as damaged.")
@click.option(
    "--line", "lines", multiple=True, help="SKU or #LINE of the parent, then *UNITS and =BASIS."
)
@click.option("--override", default="", help="Why to go past the guard, for those who may.")
@click.option("--look-alike", is_flag=True, help="Make it although one like it was just made.")
@click.option("--pin-file", type=click.File(), help="Where the Security PIN stands; - is input.")
@click.option("--approver", default="", help="The second person, where approval is asked.")
@click.option("--approver-pin-file", type=click.File(), help="Where their Security PIN stands.")
@click.option("--key", default="", help="Idempotency key: the same again makes nothing twice.")
@click.option("--preview-token", default="", help="Commit exactly what a dry run showed.")
@click.option("--dry-run", is_flag=True, help="Show the exact result and make nothing.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document, as the API answers.")
def create(number: str, email: str, dry_run: bool, as_json: bool, **typed: Any) -> None:
    """Create a related order of the order NUMBER.

    Lines: --line LAMP*2=free (two lamps for nothing), --line '#17' (line 17 of the parent again).
    """
    actor, at, wish = actor_by_email(email, "cli"), datetime.now(UTC), _wish(typed)
    if dry_run:
        seen = preview_document(preview_related_order(actor=actor, number=number, wish=wish, at=at))
        click.echo(_document(seen) if as_json else _preview_text(seen))
        return
    made = create_related_order(
        actor=actor,
        number=number,
        wish=wish,
        key=typed["key"] or str(uuid.uuid4()),
        at=at,
        pin=_read(typed["pin_file"]),
        approval=_approval(typed["approver"], typed["approver_pin_file"]),
        preview=typed["preview_token"],
    )
    told = (
        _("Related order %(number)s was made before.") if made.replayed else _("Made %(number)s.")
    )
    click.echo(_document(asdict(made.child)) if as_json else told % {"number": made.number})


def _wish(typed: dict[str, Any]) -> Wish:
    return Wish(
        customer_service_notes=typed["notes"],
        recipe=typed["recipe"],
        reason=typed["reason"],
        lines=tuple(_line(text) for text in typed["lines"]),
        override=typed["override"],
        make_lookalike=typed["look_alike"],
    )


def _line(text: str) -> WishLine:
    found = _LINE.fullmatch(text.strip())
    if found is None:
        sentence = _("A line is SKU or #LINE, then *UNITS and =BASIS; %(text)s is not.")
        raise Invalid(sentence % {"text": text}, field="line")
    return WishLine(
        parent_line=int(found["line"]) if found["line"] else None,
        sku=found["sku"] or "",
        quantity=int(found["units"] or 1),
        price_basis=found["basis"],
    )


def _read(file: TextIO | None) -> str:
    return file.readline().strip() if file else ""


def _approval(email: str, pin_file: TextIO | None) -> Approval | None:
    return Approval(actor_by_email(email, "cli"), _read(pin_file)) if email else None


def _document(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, cls=DjangoJSONEncoder)


def _preview_text(seen: dict[str, Any]) -> str:
    totals, asked = seen["totals"], seen["approvals"]
    rows = [
        f"{line['quantity']} x {line['sku'] or line['name']}  {line['price_basis']}"
        f"  {show(line['total'], totals['currency'])}"
        for line in seen["lines"]
    ]
    rows.append(_("Total: %(total)s") % {"total": show(totals["total"], totals["currency"])})
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
