"""Times as the reader's own wall clock shows them; stored and compared in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils import dateformat
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

SHAPES = {"moment": "j M Y, H:i", "day": "j M Y", "time": "H:i"}


def zone_of(name: str) -> ZoneInfo:
    """The zone of this IANA name; UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=8192)
def show(moment: datetime, zone: str, shape: str = "moment") -> str:
    """A UTC instant in the reader's zone: 14 Nov 2026, 09:32."""
    return dateformat.format(moment.astimezone(zone_of(zone)), SHAPES[shape])


def ago(moment: datetime, now: datetime | None = None) -> str:
    """How long since, in the one unit that matters: 9 days ago."""
    seconds = int(((now or datetime.now(UTC)) - moment).total_seconds())
    if seconds < 60:
        return _("just now")
    minutes, hours, days = seconds // 60, seconds // 3600, seconds // 86400
    if minutes < 60:
        return ngettext("%(n)s minute ago", "%(n)s minutes ago", minutes) % {"n": minutes}
    if hours < 24:
        return ngettext("%(n)s hour ago", "%(n)s hours ago", hours) % {"n": hours}
    if days < 60:
        return ngettext("%(n)s day ago", "%(n)s days ago", days) % {"n": days}
    months = days // 30
    return ngettext("%(n)s month ago", "%(n)s months ago", months) % {"n": months}
