"""Save a kind of related order."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.families.models import Kind, Relation
from orderkin.families.places import take_place
from orderkin.families.recipes import KIND_ROLES
from orderkin.families.wording import checked_code, checked_label
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid


@transaction.atomic(durable=True)
def save_kind(
    *, actor: Actor, code: str, label: str, role: str, position: int | None = None, at: datetime
) -> Kind:
    """Make the kind of this code, or change its label; `role` says how the guard counts its units.

    The role of a kind that relations have cannot change: what they answered was counted by it.
    `position` is its place in lists, 0 the first.
    """
    guard(actor, "edit_recipes")
    text = checked_label(label, field="label")
    if role not in KIND_ROLES:
        sentence = _("A role is one of: %(roles)s.") % {"roles": ", ".join(KIND_ROLES)}
        raise Invalid(sentence, code="unknown_role", field="role")
    row = Kind.objects.select_for_update().filter(code=checked_code(code)).first()
    row = row or Kind(code=code, role=role, position=Kind.objects.count())
    if row.role != role and Relation.objects.filter(kind=row).exists():
        sentence = _("Related orders of this kind exist; its role stays %(role)s.")
        raise Conflict(sentence % {"role": row.role}, code="role_in_use", field="role")
    row.label, row.role = text, role
    row.save()
    if position is not None:
        take_place(row, position)
    data = {"code": code, "label": text, "role": role}
    record([Happening("kind.saved", row.pk, "kind", data)], actor, at)
    return row
