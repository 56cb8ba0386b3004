"""Save a reason code."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.families.models import ReasonCode
from orderkin.families.places import take_place
from orderkin.families.recipes import FAULTS
from orderkin.families.wording import checked_code, checked_label
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid


@transaction.atomic(durable=True)
def save_reason(
    *,
    actor: Actor,
    code: str,
    label: str,
    fault: str,
    active: bool = True,
    position: int | None = None,
    at: datetime,
) -> ReasonCode:
    """Make the reason of this code, or change its label, its party at fault, or whether it is used.

    Reasons are never deleted: relations name them. `position` is its place in lists, 0 the first.
    """
    guard(actor, "edit_recipes")
    text = checked_label(label, field="label")
    if fault not in FAULTS:
        sentence = _("The party at fault is one of: %(faults)s.") % {"faults": ", ".join(FAULTS)}
        raise Invalid(sentence, code="unknown_fault", field="fault")
    row = ReasonCode.objects.select_for_update().filter(code=checked_code(code)).first()
    row = row or ReasonCode(code=code, position=ReasonCode.objects.count())
    row.label, row.fault, row.active = text, fault, active
    row.save()
    if position is not None:
        take_place(row, position)
    data = {"code": code, "label": text, "fault": fault, "active": active}
    record([Happening("reason.saved", row.pk, "reason", data)], actor, at)
    return row
