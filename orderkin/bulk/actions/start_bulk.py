"""Start one thing for many orders."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.bulk.models import BulkItem, BulkRun
from orderkin.bulk.verbs import VERBS, BulkVerb
from orderkin.client.guarding import guard
from orderkin.jobs.queue import enqueue
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean
from orderkin.orders.intents import scoped
from orderkin.orders.models import Order
from orderkin.search.query import parse, to_text

MOST_NAMED = 5_000


@transaction.atomic(durable=True)
def start_bulk(
    *,
    actor: Actor,
    verb: str,
    arguments: Mapping[str, Any],
    numbers: Sequence[str] = (),
    query: str | None = None,
    key: str,
    at: datetime,
) -> BulkRun:
    """Queue a verb for the orders named, or (with `query`) for all that match it.

    The same key again is the same run. Raises Invalid: unknown_verb, reason_required,
    nothing_chosen, too_many_chosen, too_wide.
    """
    chosen = _verb(verb)
    guard(actor, chosen.right)
    told = _told(chosen, arguments)
    if query is not None and not parse(query).terms and chosen.changes:
        sentence = _("This would be every order there is. Narrow the list first.")
        raise Invalid(sentence, code="too_wide")
    run, made = BulkRun.objects.get_or_create(
        key=scoped(key, actor),
        defaults={
            "verb": verb,
            "arguments": told,
            "query": to_text(parse(query or ""))[:500],
            "gathered": query is None,
            "actor_id": actor.employee,
            "actor_email": actor.email,
            "created_at": at,
        },
    )
    if made:
        if query is None:
            _name(run, numbers)
        _queue(run, actor, at)
    return run


def _verb(slug: str) -> BulkVerb:
    if slug not in VERBS:
        raise Invalid(_("Choose what to do with the orders."), code="unknown_verb", field="verb")
    return VERBS[slug]


def _told(verb: BulkVerb, arguments: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: arguments[name] for name in verb.told if name in arguments}
    for name in verb.needed:
        if not clean(str(told.get(name, "")), field=name, limit=20_000):
            sentence = _("Say why, once for all of them.")
            if name in ("kind", "text"):
                sentence = _("The note is empty.")
            raise Invalid(sentence, code="reason_required", field=name)
    return told


def _name(run: BulkRun, numbers: Sequence[str]) -> None:
    wanted = list(dict.fromkeys(numbers))
    if len(wanted) > MOST_NAMED:
        sentence = _("At most %(most)s orders can be chosen one by one; narrow the list instead.")
        raise Invalid(sentence % {"most": MOST_NAMED}, code="too_many_chosen")
    ids = dict(Order.objects.filter(number__in=wanted).values_list("number", "id"))
    if not ids:
        raise Invalid(_("Choose at least one order."), code="nothing_chosen")
    state = "waiting" if VERBS[run.verb].changes else "done"
    BulkItem.objects.bulk_create(
        BulkItem(run=run, order_id=ids[number], state=state) for number in wanted if number in ids
    )


def _queue(run: BulkRun, actor: Actor, at: datetime) -> None:
    arguments = {"run": run.pk}
    run.job_id = enqueue(kind="bulk", key=f"bulk {run.pk}", arguments=arguments, actor=actor, at=at)
    run.save(update_fields=["job_id"])
    data = {"verb": run.verb, "query": run.query}
    record([Happening("bulk.started", run.pk, subject_kind="bulk", data=data)], actor, at)
