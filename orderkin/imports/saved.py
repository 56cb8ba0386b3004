"""Mappings that employees saved."""

from __future__ import annotations

from typing import Any

from orderkin.imports.mapping import Mapping, read_document
from orderkin.imports.models import SavedMapping


def saved_document(name: str) -> dict[str, Any] | None:
    """The mapping saved under this name, as JSON."""
    found = SavedMapping.objects.filter(name__iexact=name).first()
    return dict(found.document) if found else None


def saved_mappings() -> list[Mapping]:
    """Every saved mapping, by name."""
    return [read_document(one.document) for one in SavedMapping.objects.order_by("name")]
