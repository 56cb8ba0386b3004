"""Which orders of an import may be taken out again, and which stay."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from orderkin.activity.models import Event
from orderkin.families.models import Relation
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.notes.models import Note
from orderkin.orders.models import Deed, Order

_OWN_EVENTS = ("order.imported", "order.import_updated", "order.refunded")
_TOLD = 100


@dataclass(frozen=True, slots=True)
class Undoing:
    """How many orders an undo would take out and keep, and the first hundred numbers kept.

    `added` counts orders that were here before and got money, parcels or refunds from the run:
    that stays, because the channel says so.
    """

    removed: int
    kept: int
    numbers: tuple[str, ...]
    added: int = 0
    added_to: tuple[str, ...] = ()


def would_undo(run_id: int) -> Undoing:
    """What undoing the run would do; nothing is written."""
    run = ImportRun.objects.get(pk=run_id)
    staying, earlier = kept(run), added_to(run)
    return Undoing(
        untouched(run).count(),
        staying.count(),
        numbers_of(staying),
        earlier.count(),
        numbers_of(earlier),
    )


def added_to(run: ImportRun) -> QuerySet[Order]:
    """Orders of earlier imports that this run changed."""
    changed = ImportVerdict.objects.filter(run=run, outcome="changed", order=OuterRef("pk"))
    return Order.objects.filter(Exists(changed)).exclude(import_origin__run=run)


def kept(run: ImportRun) -> QuerySet[Order]:
    """Orders of the run that stay, because something was built on them."""
    return Order.objects.filter(import_origin__run=run).exclude(pk__in=untouched(run).values("pk"))


def numbers_of(orders: QuerySet[Order]) -> tuple[str, ...]:
    """Their numbers, a hundred at most."""
    return tuple(orders.order_by("pk").values_list("number", flat=True)[:_TOLD])


def untouched(run: ImportRun) -> QuerySet[Order]:
    """Orders of the run that nothing was built on, oldest first."""
    touched = Event.objects.filter(subject_kind="order", subject_id=OuterRef("pk")).exclude(
        kind__in=_OWN_EVENTS
    )
    related = Relation.objects.filter(Q(child=OuterRef("pk")) | Q(parent=OuterRef("pk")))
    written = Note.objects.filter(order=OuterRef("pk"), author_id__isnull=False)
    return (
        Order.objects.filter(import_origin__run=run)
        .exclude(Exists(touched))
        .exclude(Exists(related))
        .exclude(Exists(written))
        .exclude(Exists(Deed.objects.filter(order=OuterRef("pk"))))
        .order_by("pk")
    )
