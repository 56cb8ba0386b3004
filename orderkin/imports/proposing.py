"""Families found in orders that came from elsewhere: proposed with their evidence, never made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

from django.db.models import Q

from orderkin.client.guarding import guard
from orderkin.families.actions.link_orders import link_orders
from orderkin.families.models import Relation
from orderkin.imports.lineage import (
    OTHER_CUSTOMER,
    Clue,
    Proposal,
    base_of,
    doubted,
    named_in,
    together,
)
from orderkin.imports.models import ImportOrigin, ImportRun
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Refusal
from orderkin.notes.models import Note
from orderkin.orders.models import Order, OrderLine

SOON = timedelta(days=60)
_BATCH = 500
# Evidence by (child, parent).
Pairs = dict[tuple[int, int], list[Clue]]
Seen = Callable[[int], None]


def propose(run: ImportRun | None = None, seen: Seen = lambda count: None) -> list[Proposal]:
    """Families that the evidence suggests, surest first; of one run's orders, or of all imported.

    Orders that have a parent already are left alone; each child gets its likeliest parent.
    `seen` is told between two batches how many orders were looked at.
    """
    found: Pairs = defaultdict(list)
    count = 0
    for batch in _batches(run):
        count += len(batch)
        seen(count)
        for child, parent, clue in _clues(batch):
            if child != parent:
                found[child, parent].append(clue)
    return _likeliest(_weighed(found))


def accept(
    proposals: Sequence[Proposal], *, actor: Actor, at: datetime
) -> list[tuple[Proposal, str]]:
    """Link the proposed orders, each in its own transaction; returns those refused and why.

    Every link can be taken back like any other (Unlink).
    """
    guard(actor, "link_orders")
    refused = []
    for one in proposals:
        try:
            link(one, actor=actor, at=at)
        except Refusal as refusal:
            refused.append((one, refusal.sentence))
    return refused


def link(one: Proposal, *, actor: Actor, at: datetime) -> None:
    """Link the two orders, the evidence being the reason. Raises what linking by hand raises."""
    evidence = "; ".join(f"{clue.code}: {clue.text}" for clue in one.clues)
    link_orders(
        actor=actor,
        number=one.child,
        parent=one.parent,
        reason=f"Found in imported orders ({one.surety} %): {evidence}"[:300],
        exception=evidence[:300],
        from_evidence=True,
        at=at,
    )


def _batches(run: ImportRun | None) -> Iterator[list[Order]]:
    orders = Order.objects.filter(import_origin__isnull=False, relation_up=None)
    if run is not None:
        orders = orders.filter(import_origin__run=run)
    last = 0
    while batch := list(orders.filter(pk__gt=last).order_by("pk")[:_BATCH]):
        last = batch[-1].pk
        yield batch


def _clues(batch: list[Order]) -> Iterator[tuple[int, int, Clue]]:
    yield from _by_suffix(batch)
    yield from _by_replacement(batch)
    yield from _by_note(batch)
    yield from _by_purchase(batch)


def _by_suffix(batch: list[Order]) -> Iterator[tuple[int, int, Clue]]:
    bases = {order: found for order in batch if (found := base_of(order.channel_number))}
    known = _numbers({base for base, _clue in bases.values()})
    for order, (base, clue) in bases.items():
        parent = known.get((order.channel_id, base))
        if parent:
            yield order.pk, parent, clue


def _numbers(names: set[str]) -> dict[tuple[int, str], int]:
    """Channel and channel number to order id."""
    rows = Order.objects.filter(channel_number__in=names)
    return {(c, n): pk for c, n, pk in rows.values_list("channel_id", "channel_number", "pk")}


def _by_replacement(batch: list[Order]) -> Iterator[tuple[int, int, Clue]]:
    told = ImportOrigin.objects.filter(order__in=batch).exclude(replaces="")
    replaced = {origin.order_id: origin.replaces for origin in told}
    known = _numbers(set(replaced.values()))
    for order in batch:
        parent = known.get((order.channel_id, replaced.get(order.pk, "")))
        if parent:
            yield order.pk, parent, Clue("replaces", replaced[order.pk], 98)


def _by_note(batch: list[Order]) -> Iterator[tuple[int, int, Clue]]:
    channels = {order.pk: order.channel_id for order in batch}
    notes = Note.objects.filter(order__in=batch).filter(
        Q(text__icontains="order") | Q(text__icontains="replaced")
    )
    named = [
        (note.order_id, number, role, clue)
        for note in notes.order_by("id")
        for number, role, clue in named_in(note.text)
    ]
    known = _numbers({spelling for _o, n, _r, _c in named for spelling in (n, f"#{n}")})
    for order_id, number, role, clue in named:
        channel = channels[order_id]
        other = known.get((channel, number)) or known.get((channel, f"#{number}"))
        if other:
            pair = (order_id, other) if role == "parent" else (other, order_id)
            yield (*pair, clue)


def _by_purchase(batch: list[Order]) -> Iterator[tuple[int, int, Clue]]:
    """A free order soon after a paid one of the same customer with the same product."""
    free = {o.pk: o for o in batch if o.customer_id and o.total == 0 and o.status != "canceled"}
    skus: dict[int, set[str]] = defaultdict(set)
    for order_id, sku in OrderLine.objects.filter(order__in=free).values_list("order_id", "sku"):
        if sku:
            skus[order_id].add(sku)
    for order_id, wanted in skus.items():
        order = free[order_id]
        earlier = OrderLine.objects.filter(
            order__customer_id=order.customer_id or 0,
            order__placed_at__range=(order.placed_at - SOON, order.placed_at),
            order__total__gt=0,
            sku__in=wanted,
        ).order_by("-order__placed_at", "-order_id")
        parent = earlier.values_list("order_id", "sku").first()
        if parent:
            yield order_id, parent[0], Clue("same_item", parent[1], 60)


def _weighed(found: Pairs) -> Pairs:
    """Without children that are older than their parents: the words meant something else.

    Where the two orders are of different customers, that is said and speaks against it.
    """
    ids = {pk for pair in found for pk in pair}
    known = Order.objects.filter(pk__in=ids).values_list("pk", "placed_at", "customer_id")
    told = {pk: (placed_at, customer) for pk, placed_at, customer in known}
    weighed: Pairs = {}
    for (child, parent), clues in found.items():
        (placed, buyer), (before, other) = told[child], told[parent]
        if placed >= before:
            differ = buyer and other and buyer != other
            kept = [*map(doubted, clues), OTHER_CUSTOMER] if differ else clues
            weighed[child, parent] = kept
    return weighed


def _likeliest(found: Pairs) -> list[Proposal]:
    numbers = dict(
        Order.objects.filter(pk__in={pk for pair in found for pk in pair}).values_list(
            "pk", "number"
        )
    )
    linked = set(
        Relation.objects.filter(child__in={child for child, _parent in found}).values_list(
            "child_id", flat=True
        )
    )
    best: dict[int, Proposal] = {}
    for (child, parent), clues in found.items():
        if child in linked:
            continue
        one = Proposal(numbers[child], numbers[parent], together(clues), tuple(clues))
        if child not in best or one.surety > best[child].surety:
            best[child] = one
    return sorted(best.values(), key=lambda one: (-one.surety, one.child))
