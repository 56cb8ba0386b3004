"""Who signs in to the demo: three people, with secrets made once for this installation alone."""

import json
import os
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from orderkin.client.actions.accept_invitation import accept_invitation
from orderkin.client.actions.invite_employee import invite_employee
from orderkin.client.actions.make_api_token import make_api_token
from orderkin.client.actions.set_security_pin import set_security_pin
from orderkin.client.actors import SYSTEM, actor_of
from orderkin.client.invitations import link_parts
from orderkin.client.models import Employee
from orderkin.demo.people import AGENT, PEOPLE, DemoPerson

_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"


@dataclass(frozen=True, slots=True)
class SignIn:
    """What a person needs to come in; only the agent has a Security PIN and an API token."""

    role: str
    name: str
    email: str
    password: str
    pin: str | None = None
    token: str | None = None


def remembered(file: Path) -> tuple[SignIn, ...] | None:
    """The sign-ins as they were printed before; None when they were never made, or are gone."""
    with suppress(OSError, ValueError, TypeError, KeyError):
        kept = json.loads(file.read_text(encoding="utf-8"))
        return tuple(SignIn(**person) for person in kept["people"])
    return None


def invite_everyone(at: datetime) -> tuple[SignIn, ...]:
    """Make the three employees through the same actions that the Employees page uses."""
    return tuple(_invite(person, at) for person in PEOPLE)


def remember(file: Path, people: tuple[SignIn, ...]) -> None:
    """Keep the sign-ins for the next start, readable by nobody but their owner."""
    draft = file.with_suffix(".new")
    with suppress(FileNotFoundError):
        draft.unlink()
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump({"people": [asdict(person) for person in people]}, out, indent=1)
    draft.replace(file)


def _invite(person: DemoPerson, at: datetime) -> SignIn:
    employee = invite_employee(
        actor=SYSTEM,
        email=person.email,
        name=person.name,
        role=person.role,
        zone=person.zone,
        at=at,
    )
    password = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(3))
    uid, token = link_parts(employee)
    employee = accept_invitation(uid=uid, token=token, password=password, at=at)
    if person != AGENT:
        return SignIn(person.role, person.name, person.email, password)
    return SignIn(person.role, person.name, person.email, password, *_keys(employee, password, at))


def _keys(employee: Employee, password: str, at: datetime) -> tuple[str, str]:
    actor = actor_of(employee, "cli")
    pin = set_security_pin(actor=actor, password=password, pin=None, at=at)
    _, token = make_api_token(actor=actor, name="Demo", at=at)
    return pin, token
