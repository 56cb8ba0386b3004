"""Save a mapping, so that the next file with these columns is recognised."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.imports.mapping import FIELDS, fingerprint, read_document
from orderkin.imports.models import SavedMapping
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean


@transaction.atomic(durable=True)
def save_mapping(
    *, actor: Actor, name: str, document: Mapping[str, Any], at: datetime
) -> SavedMapping:
    """Keep a mapping under a name; the same name again replaces it.

    `document` has the shape of `mapping.Mapping`. Raises Invalid when a column's meaning is
    unknown or there is no column at all.
    """
    guard(actor, "import_orders")
    named = clean(name, field="name", limit=80)
    try:
        mapping = read_document({**document, "name": named})
    except (TypeError, ValueError) as wrong:
        raise Invalid(_("This is not a mapping."), code="bad_mapping", field="document") from wrong
    unknown = sorted({field for field, _header in mapping.columns} - set(FIELDS))
    if unknown or not mapping.columns:
        sentence = _("A mapping names columns, and knows no %(fields)s.")
        facts = {"fields": ", ".join(unknown) or "–"}
        raise Invalid(sentence % facts, code="bad_mapping", field="document")
    headers = mapping.needs or [header for _field, header in mapping.columns]
    saved, _made = SavedMapping.objects.update_or_create(
        name=named,
        defaults={
            "fingerprint": fingerprint(headers),
            "document": mapping.document(),
            "saved_by_email": actor.email,
            "saved_at": at,
        },
    )
    data = {"name": named}
    record([Happening("mapping.saved", saved.pk, subject_kind="mapping", data=data)], actor, at)
    return saved
