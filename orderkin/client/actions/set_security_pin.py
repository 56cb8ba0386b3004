"""Set one's own Security PIN."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from orderkin.activity.recording import Happening, record
from orderkin.client import pin_rules, pins
from orderkin.client.guarding import guard
from orderkin.client.models import Employee, SecurityPin
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid, NotAllowed

_SENTENCES = {
    "pin_not_digits": _("A Security PIN is 6 to 10 digits."),
    "pin_straight": _("Digits in a row or all the same are guessed first. Choose another PIN."),
    "pin_repeats": _("A repeated group is guessed early. Choose another PIN."),
    "pin_pairs": _("Pairs in a row are guessed early. Choose another PIN."),
    "pin_mirrored": _("A mirrored PIN is guessed early. Choose another PIN."),
}


@transaction.atomic(durable=True)
def set_security_pin(*, actor: Actor, password: str, pin: str | None, at: datetime) -> str:
    """Set the actor's PIN: `pin` if it passes the rules, else (None) a generated one; returns it.

    The actor's password proves that it is they who sit there. A locked PIN stays locked: setting a
    new one is no way around the wait.
    """
    guard(actor, "set_security_pin")
    employee = Employee.objects.select_for_update().get(pk=actor.employee)
    if not employee.check_password(password):
        raise NotAllowed(str(_("The password is wrong.")), code="password_wrong", field="password")
    if pin is not None and (weak := pin_rules.weakness(pin)):
        raise Invalid(str(_SENTENCES[weak]), code=weak, field="new_pin")
    chosen = pin or pins.generate()
    row = SecurityPin.objects.filter(employee=employee).first()
    if row and row.locked_until and row.locked_until > at:
        sentence = _("The Security PIN is locked. Wait until it opens, then set a new one.")
        raise NotAllowed(str(sentence), code="pin_locked", field="new_pin")
    SecurityPin.objects.update_or_create(
        employee=employee,
        defaults={"digest": pins.digest(chosen), "attempts": 0, "locked_until": None, "set_at": at},
    )
    data = {"generated": pin is None}
    record([Happening("employee.pin_set", employee.pk, "employee", data)], actor, at)
    return chosen
