"""Accept all proposals from one surety on, as work that goes on by itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.guarding import guard
from orderkin.imports.stored_proposals import JOB, job_key, open_proposals
from orderkin.jobs.queue import enqueue
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Invalid


@transaction.atomic(durable=True)
def accept_proposals(
    *, actor: Actor, above: int, key: str, run_id: int | None = None, at: datetime
) -> int:
    """Queue the acceptance of what is open now at `above` per cent or more, once per `key`.

    Returns the job's id. What is found later is not accepted with it. Raises Invalid (bad_line,
    nothing_above).
    """
    guard(actor, "link_orders")
    if not 1 <= above <= 100:
        raise Invalid(_("The line lies between 1 and 100 %."), code="bad_line", field="above")
    last = open_proposals(above=above, run_id=run_id).order_by("-pk").first()
    if last is None:
        sentence = _("No open proposal is that sure.")
        raise Invalid(sentence, code="nothing_above", field="above")
    arguments = {"above": above, "last": last.pk, "run": run_id or 0, "by": actor.email}
    return enqueue(kind=JOB, key=job_key(key, actor), arguments=arguments, actor=actor, at=at)
