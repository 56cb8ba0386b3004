"""A database made ready: migrated, filled, with somebody signed in and samples to ask for."""

from __future__ import annotations

import random
import sys
from datetime import UTC, datetime, timedelta

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command

from bench.generate.fill import fill
from bench.generate.people import person
from bench.limits.known import SignedIn
from bench.names import AGENT
from bench.ready import Ready
from orderkin.client.actions.make_api_token import make_api_token
from orderkin.client.actors import actor_of, token_digest
from orderkin.client.models import Employee
from orderkin.orders.models import Order
from orderkin.orders.numbers import number_for
from orderkin.sql import fetch

SAMPLES = 400
STEP = 100_000
# What is hardest to find: in nearly every order, in very many, short, in none.
WORST = ("example", "berg", "stra", "mar", "lamp", "holm no", "zzz", "xqzv")


def prepare(total: int) -> Ready:
    """Migrate, fill unless filled, sign in, draw samples."""
    call_command("migrate", verbosity=0)
    if not Order.objects.exists():
        fill(total, _tell)
    agent = Employee.objects.get(email=AGENT)
    _row, token = make_api_token(actor=actor_of(agent, "api"), name="bench", at=datetime.now(UTC))
    exact, fragments = _texts(total)
    return Ready(
        orders=total,
        token=token,
        signed_in=SignedIn(token_digest(token), _session(agent), agent.pk),
        lines=_lines(total),
        exact=exact,
        fragments=fragments,
    )


def _tell(done: int) -> None:
    if done % STEP == 0:
        print(f"    {done:,} orders", file=sys.stderr, flush=True)


def _session(agent: Employee) -> str:
    session = SessionStore()
    session[SESSION_KEY] = str(agent.pk)
    session[BACKEND_SESSION_KEY] = "orderkin.client.signed_in.EmployeeBackend"
    session[HASH_SESSION_KEY] = agent.get_session_auth_hash()
    session.set_expiry(timedelta(days=30))
    session.save()
    return str(session.session_key)


def _lines(total: int) -> tuple[tuple[str, int], ...]:
    """Lines of up to 50,000 orders that may have a related order and have none yet."""
    found = fetch(
        "SELECT o.number, l.id FROM orders_order o JOIN orders_orderline l ON l.order_id = o.id"
        " WHERE o.id <= %s AND o.status IN ('completed', 'in_process') AND o.total > 0"
        " AND MOD(o.id, %s) = 0"
        " AND NOT EXISTS (SELECT 1 FROM families_relation r WHERE r.parent_id = o.id)",
        [total, max(1, total // 50_000)],
    )
    return tuple((row.number, row.id) for row in found)


def _texts(total: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Numbers and e-mails that exist; pieces of names, the worst ones among them."""
    chance = random.Random(26)
    people = [person(chance.randint(1, max(total * 2 // 5, 1))) for _ in range(SAMPLES)]
    exact = [number_for(chance.randint(1, total)) for _ in people] + [p.email for p in people]
    pieces = []
    for who in people:
        word = chance.choice(who.name.split())
        start = chance.randint(0, max(0, len(word) - 4))
        pieces.append(word[start : start + chance.randint(3, 6)])
    chance.shuffle(exact)
    return tuple(exact), (*pieces, *WORST)
