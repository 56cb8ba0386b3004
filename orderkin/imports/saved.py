"""Mappings that employees saved."""

from __future__ import annotations

from orderkin.imports.mapping import Mapping, read_document
from orderkin.imports.models import SavedMapping


def saved_mappings() -> list[Mapping]:
    """Every saved mapping, by name."""
    return [read_document(one.document) for one in SavedMapping.objects.order_by("name")]
