"""Change one's own way of seeing things: zone, locale, theme, favourite actions."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from zoneinfo import available_timezones

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.models import Employee
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid

THEMES = ("auto", "light", "dark")


@transaction.atomic(durable=True)
def change_profile(
    *,
    actor: Actor,
    at: datetime,
    zone: str | None = None,
    theme: str | None = None,
    favourite_actions: Sequence[str] | None = None,
) -> Employee:
    """Change what is given, leave the rest. `zone` is an IANA name, `theme` auto, light or dark."""
    employee = Employee.objects.select_for_update().get(pk=actor.employee)
    if zone is not None:
        if zone not in available_timezones():
            raise Invalid(_("There is no such time zone."), code="unknown_zone", field="zone")
        employee.zone = zone
    if theme is not None:
        if theme not in THEMES:
            raise Invalid(_("There is no such theme."), code="unknown_theme", field="theme")
        employee.theme = theme
    if favourite_actions is not None:
        employee.favourite_actions = list(dict.fromkeys(favourite_actions))[:40]
    employee.save(update_fields=["zone", "theme", "favourite_actions"])
    record([Happening("employee.profile_changed", employee.pk, "employee")], actor, at)
    return employee
