"""Times as the reader's own wall clock shows them; stored and compared in UTC."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache, lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.utils.dates import MONTHS_3
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _


def zone_of(name: str) -> ZoneInfo:
    """The zone of this IANA name; UTC for a name that this machine does not know."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


@lru_cache(maxsize=8192)
def show(moment: datetime, zone: str, shape: str = "moment") -> str:
    """A UTC instant in the reader's zone: 14 Nov 2026, 09:32; or only its `day` or `time`.

    An order's page has two dozen, so they are put together here and not by a format's letters.
    """
    at = moment.astimezone(zone_of(zone))
    time = f"{at.hour:02}:{at.minute:02}"
    if shape == "time":
        return time
    day = f"{at.day} {_month(at.month, get_language())} {at.year}"
    return day if shape == "day" else f"{day}, {time}"


@cache
def _month(number: int, _language: str | None) -> str:
    return str(MONTHS_3[number]).title()


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
