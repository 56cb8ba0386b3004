"""What the measured clients sign in with, put into the steps of a limit."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bench.limits.steps import Step


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A token's digest, a session's key and whose they are."""

    digest: str
    session: str
    agent: int


def known(steps: tuple[Step, ...], who: SignedIn) -> tuple[Step, ...]:
    """The steps with the sign-in written into them."""
    values = {"{digest}": who.digest, "{session}": who.session, "{agent}": str(who.agent)}
    return tuple(replace(step, sql=_with(step.sql, values)) for step in steps)


def _with(sql: str, values: dict[str, str]) -> str:
    for name, value in values.items():
        sql = sql.replace(name, value)
    return sql
