"""`orderkin fsck`: prove every link, note, event and total of a live desk."""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import click
from django.utils.translation import gettext_lazy as _

from orderkin.client.actors import SYSTEM
from orderkin.families.actions.repair_order import repair_order
from orderkin.families.checking import PAGE, find_faults
from orderkin.families.soundness import Fault

SENTENCES: dict[str, Any] = {
    "two_parents": _("Order {about} has two parents."),
    "cycle": _("Order {about} descends from itself."),
    "wrong_root": _("Order {about} names a root that is not at the top of its parents."),
    "missing_note": _("Nothing in the notes of the {field} tells why order {about} is related."),
    "missing_event": _("No event of the {field} tells that order {about} is related."),
    "lost_line": _("Order {about} answers a line that is not there ({field} {stored})."),
    "wrong_line_total": _("Order {about}: line {field} costs {stored}, not {expected}."),
    "wrong_sums": _("Order {about}: {field} is {stored}; its lines make {expected}."),
    "wrong_money": _("Order {about}: {field} is {stored}; its payments make {expected}."),
    "wrong_status": _("Order {about}: {field} is {stored}; it must be {expected}."),
    "wrong_hold": _("Order {about} is {stored} with {expected}."),
    "wrong_shipped": _("Order {about}: {stored} of {field} shipped, {expected} in parcels."),
    "kit_shares": _("Order {about}: the components of {field} cost {stored}, not {expected}."),
    "wrong_stock": _("{about}: {stored} promised; open orders need {expected}."),
}


@click.command("fsck")
@click.option("--repair", is_flag=True, help="Repair roots, sums and statuses; the rest is told.")
@click.option("--json", "as_json", is_flag=True, help="One JSON document per fault, then the sums.")
@click.option("--page", default=PAGE, show_default=True, help="Rows held in memory at a time.")
def fsck(*, repair: bool, as_json: bool, page: int) -> None:
    """Check every order, relation and stock; exit code 1 when something stays wrong."""
    seen: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    mended: set[str] = set()

    def look(what: str, count: int) -> None:
        seen[what] += count

    for fault in find_faults(page=page, seen=look):
        fixed = repair and fault.is_repairable
        if fixed and fault.about not in mended:
            repair_order(actor=SYSTEM, number=fault.about, at=datetime.now(UTC))
            mended.add(fault.about)
        counts["repaired" if fixed else "faults"] += 1
        click.echo(_as_json(fault, fixed) if as_json else _as_text(fault, fixed))
    click.echo(_sums_as_json(seen, counts) if as_json else _sums_as_text(seen, counts))
    sys.exit(1 if counts["faults"] else 0)


def _as_json(fault: Fault, fixed: bool) -> str:
    told = {**asdict(fault), "sentence": _sentence(fault), "repaired": fixed}
    return json.dumps(told, ensure_ascii=False)


def _as_text(fault: Fault, fixed: bool) -> str:
    mark = str(_("repaired")) if fixed else str(_("wrong"))
    return f"{mark}: {_sentence(fault)} [{fault.code}]"


def _sentence(fault: Fault) -> str:
    return str(SENTENCES[fault.code]).format(**asdict(fault))


def _sums_as_json(seen: Counter[str], counts: Counter[str]) -> str:
    names = ("orders", "relations", "products")
    sums = {"checked": {name: seen[name] for name in names}}
    return json.dumps({**sums, "faults": counts["faults"], "repaired": counts["repaired"]})


def _sums_as_text(seen: Counter[str], counts: Counter[str]) -> str:
    text = str(
        _("{orders:,} orders, {relations:,} relations and {products:,} products checked: {end}")
    )
    end = _("{faults} wrong, {repaired} repaired.") if counts else _("everything is sound.")
    words = str(end).format(faults=counts["faults"], repaired=counts["repaired"])
    places = {name: seen[name] for name in ("orders", "relations", "products")}
    return text.format(**places, end=words)
