"""The Client Settings as they stand now."""

from __future__ import annotations

from typing import Any

from orderkin.client.rules import SETTINGS, Settings
from orderkin.lib.limits import limit_from
from orderkin.sql import fetch_one
from orderkin.sql.values import document


def settings_from(stored: object) -> Settings:
    """Settings from the stored document; keys that no longer exist are ignored."""
    values: dict[str, Any] = document(stored) or {}
    known = {key: value for key, value in values.items() if key in SETTINGS}
    limits = {key: limit_from(value) for key, value in known.items() if SETTINGS[key].is_money}
    return Settings(**{**known, **limits})


def current_settings() -> Settings:
    """The settings in force, read with one statement and never cached: a switch acts at once."""
    row = fetch_one('SELECT s."values" FROM client_clientsettings s WHERE s.id = 1')
    return settings_from(row[0]) if row else Settings()
