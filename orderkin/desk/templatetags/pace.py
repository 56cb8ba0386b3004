"""How long work has still to go, in words."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def duration(seconds: int) -> str:
    """Whole seconds the way a clock shows them: 45 s, 3 min 05 s, 2 h 10 min."""
    if seconds < 60:
        return _("%(s)s s") % {"s": seconds}
    minutes, rest = divmod(seconds, 60)
    if minutes < 60:
        return _("%(m)s min %(s)s s") % {"m": minutes, "s": f"{rest:02}"}
    hours, left = divmod(minutes, 60)
    return _("%(h)s h %(m)s min") % {"h": hours, "m": f"{left:02}"}
