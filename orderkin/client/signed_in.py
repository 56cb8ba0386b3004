"""Who is signed in, read with two plain statements: every page asks, and models cost thrice that.

Sessions and passwords are Django's own in everything else.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.middleware import AuthenticationMiddleware, get_user
from django.contrib.sessions.backends import db
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from orderkin.client.models import Employee
from orderkin.sql import fetch_one, stored
from orderkin.sql.values import document, moment

_SESSION = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"
_EMPLOYEE = """
SELECT id, password, last_login, email, name, role, zone, locale, theme, favourite_actions,
       is_active, invited_at, retired_at
  FROM client_employee WHERE id = %s AND is_active
"""
_MOMENTS = ("last_login", "invited_at", "retired_at")


class SessionStore(db.SessionStore):
    """Django's sessions in the database, loaded without a model."""

    def load(self) -> dict[str, Any]:
        """What the session holds; nothing, and no key, when it is unknown or over."""
        now = stored(timezone.now())
        row = fetch_one(_SESSION, [self.session_key, now]) if self.session_key else None
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = json.loads(_opened(type(self), row.session_data))
        return found


@lru_cache(maxsize=1024)
def _opened(store: type[SessionStore], sealed: str) -> str:
    """What a sealed session holds, as JSON: the seal of the same text need not be proved again."""
    return json.dumps(store().decode(sealed))


class SignedIn(AuthenticationMiddleware):
    """`request.user` is the employee at once: every page asks who reads, some of them fifty times.

    Django's own stands in for them until they are asked for, and behind each question after that.
    """

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        request.user = get_user(request)


class EmployeeBackend(ModelBackend):
    """Django's sign-in by e-mail and password; who is signed in already is read plainly."""

    def get_user(self, user_id: int) -> Employee | None:
        """The employee of a session, unless retired since."""
        row = fetch_one(_EMPLOYEE, [user_id])
        if row is None:
            return None
        values = row._asdict()
        values["favourite_actions"] = document(values["favourite_actions"])
        values["is_active"] = True
        values |= {name: moment(values[name]) for name in _MOMENTS}
        return Employee.from_db(connection.alias, tuple(values), tuple(values.values()))
