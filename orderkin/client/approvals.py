"""Proving an approver's Security PIN: wrong tries count against whoever asked, not the approver."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.models import ApprovalTries, SecurityPin
from orderkin.client.pin_rules import LOCK_MINUTES, TRIES
from orderkin.client.pins import verify
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotAllowed
from orderkin.sql import fetch_one, stored

_RESERVE = """
INSERT INTO client_approvaltries (approver_id, asker_id, attempts, locked_until)
VALUES (%s, %s, 1, NULL)
ON CONFLICT (approver_id, asker_id) DO UPDATE
   SET attempts = CASE WHEN client_approvaltries.locked_until IS NULL
                       THEN client_approvaltries.attempts + 1 ELSE 1 END,
       locked_until = CASE WHEN client_approvaltries.locked_until IS NULL
                            AND client_approvaltries.attempts + 1 >= %s THEN %s ELSE NULL END
 WHERE client_approvaltries.locked_until IS NULL OR client_approvaltries.locked_until <= %s
RETURNING attempts
"""


def prove_approvers_pin(*, approver: Actor, asker: Actor, pin: str, at: datetime) -> None:
    """Return if `pin` is the approver's own, else refuse: pin_not_set, pin_locked or pin_wrong.

    Like `pins.prove_pin` the attempt is reserved by one atomic statement before hashing; the fifth
    wrong one keeps this asker from asking this approver for 15 minutes. The approver's own PIN
    goes on working, for themselves and for others who ask.
    """
    kept = SecurityPin.objects.filter(employee_id=approver.employee).first()
    if kept is None:
        sentence = _("%(email)s cannot approve: they never set a Security PIN.")
        raise _no(sentence % {"email": approver.email}, "pin_not_set")
    if kept.locked_until is not None and kept.locked_until > at:
        sentence = _("%(email)s locked their own Security PIN. They can approve in a while.")
        raise _no(sentence % {"email": approver.email}, "pin_locked")
    with transaction.atomic(durable=True):
        until = stored(at + timedelta(minutes=LOCK_MINUTES))
        pair = [approver.employee, asker.employee]
        reserved = fetch_one(_RESERVE, [*pair, TRIES, until, stored(at)])
    if reserved is None:
        sentence = _(
            "You entered the Security PIN of %(email)s wrong %(tries)d times. Ask somebody else to"
            " approve, or try again in a while."
        )
        raise _no(sentence % {"email": approver.email, "tries": TRIES}, "pin_locked")
    verify(pin, kept.digest, left=TRIES - reserved.attempts)
    ApprovalTries.objects.filter(approver_id=pair[0], asker_id=pair[1]).delete()


def _no(sentence: str, code: str) -> NotAllowed:
    return NotAllowed(sentence, code=code, field="approver_pin")
