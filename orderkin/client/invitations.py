"""Invitation links: signed, short-lived, good for one password."""

from __future__ import annotations

from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode
from django.utils.translation import gettext as _

from orderkin.client.models import Employee
from orderkin.lib.errors import NotFound

_TOKENS = PasswordResetTokenGenerator()


def link_parts(employee: Employee) -> tuple[str, str]:
    """The two parts of the link; setting a password makes it worthless."""
    return urlsafe_base64_encode(force_bytes(employee.pk)), _TOKENS.make_token(employee)


def employee_behind(*, uid: str, token: str, lock: bool = True) -> Employee:
    """The active employee a link was made for, locked unless only looked at.

    Raises NotFound when it was used or is old.
    """
    try:
        pk = int(force_str(urlsafe_base64_decode(uid)))
    except (ValueError, OverflowError):
        pk = 0
    people = Employee.objects.select_for_update() if lock else Employee.objects.all()
    known = people.filter(pk=min(pk, 2**62), is_active=True).first()
    if known is None or not _TOKENS.check_token(known, token):
        sentence = _("This invitation was used or has run out. Ask a Client Admin for a new one.")
        raise NotFound(sentence, code="invitation_gone")
    return known
