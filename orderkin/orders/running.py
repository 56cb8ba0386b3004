"""Done, running or not done: what is known of an intent at any moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from threading import Lock
from typing import Any, Literal, TypeVar, cast

from django.db import OperationalError, transaction

from orderkin.lib.actor import Actor
from orderkin.orders.deeds import find_deed
from orderkin.orders.intents import find_intent, scoped
from orderkin.sql import execute, fetch_one, on_postgresql

State = Literal["done", "running", "not_done"]
Action = TypeVar("Action", bound=Callable[..., Any])
LOCK_NOT_AVAILABLE = "55P03"
# Both give back what they took; order 0 is nobody's, and looked for only at a commit.
PROBES = (
    (
        "INSERT INTO orders_intent (key, body_digest, employee_id, at)"
        " VALUES (%s, '', NULL, %s) ON CONFLICT (key) DO NOTHING RETURNING id"
    ),
    (
        "INSERT INTO orders_deed (key, body_digest, employee_id, at, order_id)"
        " VALUES (%s, '', NULL, %s, 0) ON CONFLICT (key) DO NOTHING RETURNING id"
    ),
)

# Keys this process is working on. SQLite has one process by design and shows no writer its rival;
# on PostgreSQL, where there are several, the probe below asks the database itself.
_here: Counter[str] = Counter()
_door = Lock()


@dataclass(frozen=True, slots=True)
class IntentState:
    """What is known of a key; `number` is the order it made or changed, empty unless done."""

    state: State
    number: str = ""


def known_while_running(action: Action) -> Action:
    """Tell `state_of` about an action (told `key` and `actor`) from its start to its commit."""

    @wraps(action)
    def told(*, key: str | None = None, actor: Actor, **others: Any) -> Any:
        if key is None:
            return action(actor=actor, **others)
        with _counted(scoped(key, actor)):
            return action(key=key, actor=actor, **others)

    return cast("Action", told)


@contextmanager
def _counted(key: str) -> Iterator[None]:
    with _door:
        _here[key] += 1
    try:
        yield
    finally:
        with _door:
            _here[key] -= 1
            if not _here[key]:
                del _here[key]


def known_here(whole: str) -> bool:
    """Whether this very process is working on the key."""
    return whole in _here


def state_of(*, key: str, actor: Actor, at: datetime) -> IntentState:
    """Whether the intent behind a key of this actor is done, running or not done."""
    whole = scoped(key, actor)
    # This first: an intent that commits between the two looks is found by the second.
    running = known_here(whole) or (
        on_postgresql() and any(_is_being_written(statement, whole, at) for statement in PROBES)
    )
    done = find_intent(key=key, actor=actor) or find_deed(key=key, actor=actor)
    if done:
        return IntentState("done", done.number)
    return IntentState("running" if running else "not_done")


def _is_being_written(statement: str, whole: str, at: datetime) -> bool:
    """Try to take the key and give it back: who has it uncommitted makes this wait."""
    try:
        with transaction.atomic():
            execute("SET LOCAL lock_timeout = '40ms'")
            fetch_one(statement, [whole, at])
            transaction.set_rollback(True)
    except OperationalError as wrong:
        if getattr(wrong.__cause__, "sqlstate", "") != LOCK_NOT_AVAILABLE:
            raise
        return True
    return False
