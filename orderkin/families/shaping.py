"""Rows of an order's page, as `queries` reads them, made into its shapes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import attrgetter
from typing import Any

from orderkin.customers.addresses import Address
from orderkin.families import pages
from orderkin.families.guarding import Served, standing
from orderkin.families.kit_answers import SoldLine, with_contents
from orderkin.notes.kinds import KINDS
from orderkin.sql.values import document, moment, shaped


def head_of(row: Any) -> pages.OrderHead:
    """The order itself, with its open hold."""
    held = None
    if row.held_at is not None:
        held = pages.HoldView(
            row.reason, row.release_when, moment(row.held_at), row.placed_by_email
        )
    return shaped(
        pages.OrderHead,
        row,
        placed_at=moment(row.placed_at),
        created_at=moment(row.created_at),
        billing_address=Address.read(document(row.billing_address)),
        shipping_address=Address.read(document(row.shipping_address)),
        prices_include_tax=bool(row.prices_include_tax),
        hold=held,
    )


def lines_of(rows: list[Any], served: Iterable[Served]) -> tuple[pages.LineView, ...]:
    """Lines with their components below them, and how each stands."""
    below: dict[int | None, list[Any]] = {}
    for row in rows:
        below.setdefault(row.kit_line_id, []).append(row)
    sold = [SoldLine(row.id, row.kit_line_id, row.sku, row.quantity) for row in rows]
    known: dict[int, list[Served]] = {}
    for one in with_contents(served, sold):
        known.setdefault(one.line, []).append(one)
    return tuple(_line(row, below, known) for row in below.get(None, ()))


def _line(
    row: Any, below: Mapping[int | None, list[Any]], served: Mapping[int, list[Served]]
) -> pages.LineView:
    state = standing(row, served.get(row.id, ()))
    parts = tuple(_line(part, below, served) for part in below.get(row.id, ()))
    return shaped(
        pages.LineView,
        row,
        is_kit=bool(row.is_kit),
        ships=bool(row.ships),
        standing=state,
        components=parts,
    )


def notes_of(rows: list[Any]) -> tuple[pages.NoteView, ...]:
    """Notes as they were read."""
    return tuple(
        pages.NoteView(
            row.id,
            row.kind,
            row.text,
            bool(row.is_private),
            bool(row.is_system),
            document(row.facts),
            document(row.quoted_from),
            row.author_email,
            moment(row.at),
        )
        for row in rows
    )


def note_counts_of(past: list[Any]) -> dict[str, int]:
    """How many notes there are of each kind, also of those that were not read."""
    return dict.fromkeys(KINDS, 0) | {r.kind: r.n for r in past if r.what == "notes"}


def payments_of(past: list[Any]) -> tuple[pages.PaymentView, ...]:
    """Money in and out, oldest first."""
    return tuple(
        pages.PaymentView(r.id, r.kind, r.n, r.a, r.b, moment(r.at), r.by_email)
        for r in past
        if r.what == "money"
    )


def shipments_of(past: list[Any]) -> tuple[pages.ShipmentView, ...]:
    """Parcels, oldest first."""
    return tuple(
        pages.ShipmentView(r.id, r.a, r.b, tuple(document(r.data)), moment(r.at), r.by_email)
        for r in past
        if r.what == "parcel"
    )


def events_of(past: list[Any]) -> tuple[pages.EventView, ...]:
    """History, newest first."""
    found = [r for r in past if r.what == "event"]
    found.sort(key=attrgetter("n"), reverse=True)
    return tuple(
        pages.EventView(r.id, r.n, moment(r.at), r.kind, r.a, r.b, document(r.data)) for r in found
    )
