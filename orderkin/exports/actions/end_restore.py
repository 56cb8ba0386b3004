"""A full export is back, whole."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.exports.back.orders import RESTORED
from orderkin.lib.actor import Actor


@transaction.atomic(durable=True)
def end_restore(*, actor: Actor, export: str, records: Mapping[str, int], at: datetime) -> None:
    """Remember that this export came back, so that it never comes twice."""
    guard(actor, "export_everything")
    data = {"export": export, "records": dict(records)}
    record([Happening(RESTORED, 1, subject_kind="client", data=data)], actor, at)
