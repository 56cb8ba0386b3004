"""Change Client Settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import ClientSettings
from orderkin.client.rules import SETTINGS, SettingRow, Settings, Value
from orderkin.client.settings import settings_from
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.limits import is_limit


@transaction.atomic(durable=True)
def change_settings(*, actor: Actor, values: Mapping[str, Value], at: datetime) -> Settings:
    """Store the given settings (key to value); the others stay. Unknown keys are refused.

    Limits of money are minor units by ISO currency.
    """
    guard(actor, "change_settings")
    ClientSettings.objects.get_or_create(id=1)
    row = ClientSettings.objects.select_for_update().get(id=1)
    before = asdict(settings_from(row.values))
    wanted = {key: _checked(key, value) for key, value in values.items()}
    changed = {key: value for key, value in wanted.items() if before[key] != value}
    if not changed:
        return settings_from(row.values)
    row.values = {**row.values, **changed}
    row.changed_at = at
    row.save()
    data = {"changed": {key: [before[key], value] for key, value in changed.items()}}
    record([Happening("settings.changed", 1, "client", data)], actor, at)
    return settings_from(row.values)


def _checked(key: str, value: Value) -> Value:
    if key not in SETTINGS:
        sentence = _("There is no setting %(key)s.") % {"key": key}
        raise Invalid(sentence, code="unknown_setting", field=key)
    row = SETTINGS[key]
    if row.is_money and is_limit(value):
        return value
    if row.is_money or isinstance(value, bool) != row.is_switch or not isinstance(value, int):
        sentence = _("%(label)s needs another kind of value.") % {"label": row.label}
        raise Invalid(sentence, code="wrong_kind", field=key)
    return value if row.is_switch else _within(row, value)


def _within(row: SettingRow, value: int) -> int:
    low, high = row.minimum or 0, row.maximum if row.maximum is not None else 2**31
    if low <= value <= high:
        return value
    sentence = _("%(label)s must lie between %(low)d and %(high)d.")
    facts = {"label": row.label, "low": low, "high": high}
    raise Invalid(sentence % facts, code="out_of_range", field=row.key)
