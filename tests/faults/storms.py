"""Many requests at the same moment, against any address; what came back, ready to be judged."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from tests.families.at_once import at_once


@dataclass(frozen=True, slots=True)
class Target:
    """Where and with whose token to ask."""

    url: str
    token: str
    # One for all: making a client costs more than a request.
    client: httpx.Client = field(
        default_factory=lambda: httpx.Client(
            timeout=60, limits=httpx.Limits(max_connections=None, max_keepalive_connections=0)
        )
    )

    def post(self, address: str, body: object, **headers: str) -> httpx.Response:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            f"{self.url}/api/v1{address}",
            json=body,
            headers={"Authorization": f"Bearer {self.token}", **named},
        )

    def get(self, address: str) -> Any:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self.client.get(f"{self.url}/api/v1{address}", headers=headers).json()


def storm(size: int, send: Callable[[int], httpx.Response]) -> list[httpx.Response]:
    """`size` requests at once; nothing but an answer is accepted from any of them."""
    answers = at_once(*(lambda n=n: send(n) for n in range(size)))
    wrong = [one for one in answers if not isinstance(one, httpx.Response)]
    assert wrong == [], "a request got no answer"
    return answers


class _Silent(WSGIRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  # the base's name
        """A planted fault is meant to fail; it need not be told."""


class _Server(ThreadedWSGIServer):
    request_queue_size = 256


@contextmanager
def served_here() -> Iterator[str]:
    """A server within this process, so that a planted wrong version can be seen failing."""
    server = _Server(("127.0.0.1", 0), _Silent)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
