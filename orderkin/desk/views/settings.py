"""Client Settings: the page is the settings table, made visible."""

from __future__ import annotations

from itertools import groupby

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from orderkin.client.actions.change_settings import change_settings
from orderkin.client.rules import RIGHTS, ROLES, SETTINGS, SettingRow, Value
from orderkin.client.settings import current_settings
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.limits import read_limit
from orderkin.desk.gates import signed_in, status_of
from orderkin.lib.errors import Invalid, Refusal
from orderkin.lib.limits import Limit, limit_typed
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
        "groups": _groups(request.GET.get("q", ""), request.POST),
        "refusal": refusal,
        "may_change": actor(request).may("change_settings"),
        "rights": RIGHTS.values(),
        "roles": ROLES,
    }
    code = status_of(refusal) if refusal else 200
    return render(request, "desk/client/settings.html", context, status=code)


def _groups(text: str, posted: QueryDict) -> list[tuple[object, list[tuple[SettingRow, object]]]]:
    """The rows to show, by group; what was typed in vain stands there again."""
    now_set, words, tried = current_settings(), fold(text).split(), set(posted.getlist("shown"))
    rows = [
        (row, posted.get(key, "") if key in tried else _shown(getattr(now_set, key)))
        for key, row in SETTINGS.items()
        if all(word in fold(f"{row.label} {row.help} {row.group}") for word in words)
    ]
    return [(group, list(some)) for group, some in groupby(rows, key=lambda pair: pair[0].group)]


def _shown(value: object) -> object:
    return limit_typed(value) if isinstance(value, dict) else value


def _typed(posted: QueryDict) -> dict[str, Value]:
    """The settings that stood on the page; a switch that is off is not sent by browsers."""
    values: dict[str, Value] = {}
    for key in posted.getlist("shown"):
        row, text = SETTINGS.get(key), posted.get(key, "").strip()
        if row is None or row.is_switch:
            values[key] = bool(text)
        else:
            values[key] = _limit(row, text) if row.is_money else _number(text)
    return values


def _number(text: str) -> int:
    """Not a number: out of every range, so that the action's own sentence answers."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else -1


def _limit(row: SettingRow, text: str) -> Limit:
    try:
        return read_limit(text)
    except ValidationError as wrong:
        sentence = f"{row.label}: {wrong.messages[0]}"
        raise Invalid(sentence, code="bad_amount", field=row.key) from None
