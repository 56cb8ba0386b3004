"""A bulk action in the queue: gather its orders, then one action per order, until the end."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils import timezone

from orderkin.bulk.actions.gather_orders import gather_orders
from orderkin.bulk.acts import do
from orderkin.bulk.models import BulkItem, BulkRun
from orderkin.bulk.settling import AlreadySettled, refuse
from orderkin.client.actors import actor_by_email
from orderkin.jobs.running import InHand
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Refusal

SLICE = 100


def work(in_hand: InHand) -> None:
    """The queue's job of kind `bulk`. A new worker goes on with the orders still waiting."""
    run = BulkRun.objects.get(pk=int(str(in_hand.arguments["run"])))
    # Whoever has left since can do nothing more: the job fails with that sentence.
    actor = actor_by_email(run.actor_email, "job")
    while not run.gathered:
        run = gather_orders(actor=actor, run_id=run.pk, at=timezone.now())
        in_hand.report(0, run.items.count())
    total = run.items.count()
    done = total - run.items.filter(state="waiting").count()
    in_hand.report(done, total, now=True)
    for item in _waiting(run):
        _do(run, item, actor)
        done += 1
        in_hand.report(done, total)
    in_hand.report(total, total, now=True)


def _waiting(run: BulkRun) -> Iterator[BulkItem]:
    last = 0
    while True:
        rows = run.items.filter(state="waiting", pk__gt=last).select_related("order").order_by("pk")
        found = list(rows[:SLICE])
        yield from found
        if len(found) < SLICE:
            return
        last = found[-1].pk


def _do(run: BulkRun, item: BulkItem, actor: Actor) -> None:
    at = timezone.now()
    errand = replace(actor, errand=item.pk)
    try:
        do(run.verb, actor=errand, number=item.order.number, at=at, arguments=run.arguments)
    except AlreadySettled:
        return
    except Refusal as refusal:
        refuse(item.pk, refusal, at=at)
