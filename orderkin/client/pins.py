"""Security PINs: how they are kept, and the one way to prove one."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from orderkin.client.models import SecurityPin
from orderkin.client.pin_rules import LOCK_MINUTES, TRIES, weakness
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotAllowed
from orderkin.sql import fetch_one, stored
from orderkin.sql.values import moment

# OWASP's Argon2id floor (19 MiB, 2 passes): the pepper, not the cost, is what protects 6 digits.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def _peppered(pin: str) -> bytes:
    """A million PINs are tried in minutes; without the pepper, kept elsewhere, none can be."""
    return hmac.new(settings.PIN_PEPPER, pin.encode("utf-8", "replace"), hashlib.sha256).digest()


def digest(pin: str) -> str:
    """The slow hash that is stored."""
    return _HASHER.hash(_peppered(pin))


def generate() -> str:
    """A random 6-digit PIN that passes the rules."""
    while True:
        pin = f"{secrets.randbelow(10**6):06d}"
        if weakness(pin) is None:
            return pin


_RESERVE = """
UPDATE client_securitypin
   SET attempts = CASE WHEN locked_until IS NULL THEN attempts + 1 ELSE 1 END,
       locked_until = CASE WHEN locked_until IS NULL AND attempts + 1 >= %s THEN %s ELSE NULL END
 WHERE employee_id = %s AND (locked_until IS NULL OR locked_until <= %s)
RETURNING attempts, digest
"""


def prove_pin(*, actor: Actor, pin: str, at: datetime) -> None:
    """Return if `pin` is the actor's own, else refuse: pin_not_set, pin_locked or pin_wrong.

    The attempt is reserved by one atomic UPDATE, committed before hashing, so that a hundred
    guesses at once are five guesses; the fifth locks for 15 minutes. Runs before an action's
    transaction, because a wrong guess counts even when everything else is rolled back.
    """
    with transaction.atomic(durable=True):
        until = at + timedelta(minutes=LOCK_MINUTES)
        reserved = fetch_one(_RESERVE, [TRIES, stored(until), actor.employee_id, stored(at)])
    if reserved is None:
        raise _unable(actor)
    verify(pin, reserved.digest, left=TRIES - reserved.attempts)
    SecurityPin.objects.filter(employee_id=actor.employee).update(attempts=0, locked_until=None)


def verify(pin: str, digest: str, *, left: int) -> None:
    """Return if `pin` is the one behind the stored hash, else refuse: `left` tries are left."""
    try:
        _HASHER.verify(digest, _peppered(pin))
    except VerificationError as wrong:
        raise _wrong(left) from wrong


def _wrong(left: int) -> NotAllowed:
    if left <= 0:
        sentence = _("Wrong Security PIN. It is locked for %(minutes)d minutes.")
        return NotAllowed(
            sentence % {"minutes": LOCK_MINUTES},
            code="pin_wrong",
            field="pin",
            details={"tries_left": 0},
        )
    sentence = ngettext(
        "Wrong Security PIN. %(left)d try left.", "Wrong Security PIN. %(left)d tries left.", left
    )
    return NotAllowed(
        sentence % {"left": left}, code="pin_wrong", field="pin", details={"tries_left": left}
    )


def _unable(actor: Actor) -> NotAllowed:
    row = SecurityPin.objects.filter(employee_id=actor.employee).first()
    if row is None or row.locked_until is None:
        return pin_not_set()
    until = moment(row.locked_until)
    sentence = _(
        "The Security PIN is locked after %(tries)d wrong tries. Try again after %(when)s."
    )
    # Whole minutes, rounded up: who comes at the minute that was said gets in.
    when = (until + timedelta(seconds=59)).astimezone(ZoneInfo(actor.zone))
    return NotAllowed(
        sentence % {"tries": TRIES, "when": f"{when:%H:%M}"},
        code="pin_locked",
        field="pin",
        details={"locked_until": f"{until:%Y-%m-%dT%H:%M:%SZ}"},
    )


def pin_not_set() -> NotAllowed:
    """The refusal when a PIN is asked and the actor never set one: never silently open."""
    sentence = _(
        "A Security PIN is required and you have none. Set yours under your name, Set Security"
        " PIN; a Client Admin decides whether it is required."
    )
    return NotAllowed(sentence, code="pin_not_set", field="pin")


def pin_required() -> NotAllowed:
    """The refusal when a PIN is asked and none came."""
    return NotAllowed(
        _("Enter your Security PIN to create this related order."), code="pin_required", field="pin"
    )


def has_pin(actor: Actor) -> bool:
    """Whether the actor ever set a PIN."""
    return SecurityPin.objects.filter(employee_id=actor.employee).exists()
