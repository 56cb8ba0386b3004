"""Client Settings: the page is the settings table, made visible."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from orderkin.client.actions.change_settings import change_settings
from orderkin.client.rules import RIGHTS, ROLES, SETTINGS, SettingRow
from orderkin.client.settings import current_settings
from orderkin.desk.actor import actor, now
from orderkin.desk.gates import signed_in, status_of
from orderkin.lib.errors import Refusal
from orderkin.lib.text import fold


@signed_in
def settings(request: HttpRequest) -> HttpResponse:
    """Every setting that contains the searched words, grouped; a Client Admin may change them."""
    refusal = None
    if request.method == "POST":
        try:
            change_settings(actor=actor(request), values=_typed(request.POST), at=now())
        except Refusal as no:
            refusal = no
        else:
            messages.success(request, _("Client Settings are saved."))
            return redirect(request.get_full_path())
    context = {
        "groups": _groups(request.GET.get("q", "")),
        "refusal": refusal,
        "may_change": actor(request).may("change_settings"),
        "rights": RIGHTS.values(),
        "roles": ROLES,
    }
    code = status_of(refusal) if refusal else 200
    return render(request, "desk/client/settings.html", context, status=code)


def _groups(text: str) -> list[tuple[object, list[tuple[SettingRow, object]]]]:
    now_set = current_settings()
    words = fold(text).split()
    rows = [
        (row, getattr(now_set, key))
        for key, row in SETTINGS.items()
        if all(word in fold(f"{row.label} {row.help} {row.group}") for word in words)
    ]
    return [(group, list(some)) for group, some in groupby(rows, key=lambda pair: pair[0].group)]


def _typed(posted: QueryDict) -> dict[str, bool | int]:
    """The settings that stood on the page; a switch that is off is not sent by browsers."""
    values: dict[str, bool | int] = {}
    for key in posted.getlist("shown"):
        row = SETTINGS.get(key)
        text = posted.get(key, "").strip()
        if row is None or row.is_switch:
            values[key] = bool(text)
        else:
            # Not a number: out of every range, so that the action's own sentence answers.
            values[key] = (
                int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else -1
            )
    return values
