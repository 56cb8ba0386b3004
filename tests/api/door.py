"""A program that talks to the API within the test's own process."""

from __future__ import annotations

import json
from typing import Any

from django.test import Client

from orderkin.lib.actor import Actor
from tests.makers import give_token, unused_key


class Program:
    """A client of the API with somebody's token."""

    def __init__(self, actor: Actor | None = None) -> None:
        self.client = Client(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {give_token(actor)}"} if actor else {}

    def get(self, address: str, **query: Any) -> Any:
        return self.client.get(f"/api/v1{address}", query, headers=self.headers)

    def send(
        self,
        method: str,
        address: str,
        body: object = None,
        *,
        key: str | None = "",
        pin: str | None = None,
        raw: bytes | None = None,
    ) -> Any:
        """One request with a JSON body; `key` None sends no Idempotency-Key, "" a new one."""
        headers = dict(self.headers)
        if key is not None:
            headers["Idempotency-Key"] = key or unused_key()
        if pin is not None:
            headers["Security-Pin"] = pin
        data = raw if raw is not None else json.dumps(body).encode() if body is not None else b""
        place = f"/api/v1{address}"
        return self.client.generic(method, place, data, "application/json", headers=headers)

    def post(self, address: str, body: object = None, **options: Any) -> Any:
        return self.send("POST", address, body, **options)
