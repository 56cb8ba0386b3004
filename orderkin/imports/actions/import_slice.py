"""Write the next slice of a file: orders, verdicts and the place to go on from, in one go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import Channel
from orderkin.imports.models import ImportRun
from orderkin.imports.preparing import Prepared
from orderkin.imports.problems import ImportProblem
from orderkin.imports.rows import ImportedAddition, ImportedCancellation, ImportedOrder, Read
from orderkin.imports.taking_back import take_back
from orderkin.imports.updating import add_to, look_again
from orderkin.imports.verdicts import Verdict, count_up, of_order, of_problem, write_verdicts
from orderkin.imports.writing import write_orders
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict
from orderkin.sql.many import fetch_each

_HERE = (
    "SELECT asked.value AS number, (SELECT o.id FROM orders_order o WHERE o.channel_id = %s"
    " AND o.channel_number = asked.value AND NOT o.channel_number = '') AS id FROM {asked}"
)


@transaction.atomic(durable=True)
def import_slice(
    *,
    actor: Actor,
    run_id: int,
    position: int,
    reads: Sequence[Read],
    ready: Sequence[Prepared],
    lines_done: int,
    at: datetime,
    warnings: Sequence[ImportProblem] = (),
) -> ImportRun:
    """Bring in `reads`, which begin at `position` of the run's file. Repeating it is refused.

    `ready` are the orders among `reads`, one for each in their order, ready to be written.
    `warnings` are of the whole file, told with its first slice so that they stand at their lines.
    An order whose channel number is here already is left alone unless the channel changed it.
    Raises Conflict (import_moved_on) when another worker wrote this slice.
    """
    guard(actor, "import_orders")
    run = ImportRun.objects.select_for_update(of=("self",)).get(pk=run_id)
    if run.position != position:
        raise Conflict(_("This part of the file has been imported."), code="import_moved_on")
    # One slice of a channel at a time: the same new customer is made once. Orders that agents
    # make for this channel do not wait (no_key leaves foreign keys free).
    channel = Channel.objects.select_for_update(no_key=True).get(pk=run.channel_id or 0)
    verdicts = [of_problem(problem) for problem in warnings]
    verdicts += _bring_in(reads, ready, run, channel, actor, at)
    write_verdicts(run, verdicts)
    count_up(run, verdicts)
    run.position = position + len(reads)
    run.lines_done = max(run.lines_done, lines_done)
    run.save()
    return run


def _bring_in(
    reads: Sequence[Read],
    ready: Sequence[Prepared],
    run: ImportRun,
    channel: Channel,
    actor: Actor,
    at: datetime,
) -> list[Verdict]:
    orders = [read for read in reads if isinstance(read, ImportedOrder)]
    here = _already_here(orders, channel)
    first: dict[str, ImportedOrder] = {}
    new: list[Prepared] = []
    for order, able in zip(orders, ready, strict=True):
        if order.number not in here and order.number not in first:
            first[order.number] = order
            new.append(able)
    written = {one.order.number: one for one in write_orders(new, run, channel, actor, at)}
    verdicts: list[Verdict] = []
    happened: list[Happening] = []
    for read in reads:
        if not isinstance(read, ImportedOrder):
            verdicts += _other(read, channel, happened, actor, at)
        elif read is first.get(read.number) and read.number in written:
            verdicts += of_order(read, "made", written[read.number].id)
        else:
            known = written.get(read.number)
            order_id = known.id if known else here.get(read.number)
            verdicts += look_again(read, order_id, actor, at)
    if happened:
        record(happened, actor, at)
    return verdicts


def _other(
    read: Read, channel: Channel, happened: list[Happening], actor: Actor, at: datetime
) -> list[Verdict]:
    if isinstance(read, ImportedCancellation):
        return take_back(read, channel, happened, actor)
    if isinstance(read, ImportedAddition):
        return add_to(read, channel, actor, at)
    return [of_problem(read)] if isinstance(read, ImportProblem) else []


def _already_here(orders: Sequence[ImportedOrder], channel: Channel) -> dict[str, int]:
    """Channel number to order id."""
    rows = fetch_each(_HERE, [order.number for order in orders if order.number], [channel.pk])
    return {row.number: row.id for row in rows if row.id}
