"""A planted wrong server: it answers first and commits seconds later."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import Any

from django.core import signals
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections, transaction

# Django would drop a connection that a request finds within a transaction.
signals.request_started.disconnect(close_old_connections)
answer = get_wsgi_application()


def application(environ: Any, start_response: Any) -> Iterable[bytes]:
    """Answer from within a transaction that is still open."""
    if environ["REQUEST_METHOD"] != "POST":
        return answer(environ, start_response)
    around = transaction.atomic()
    # Or the actions would notice that somebody else's transaction is around theirs.
    around._from_testcase = True  # type: ignore[attr-defined]
    around.__enter__()
    return _commit_later(list(answer(environ, start_response)), around)


def _commit_later(body: list[bytes], around: transaction.Atomic) -> Iterator[bytes]:
    yield from body
    time.sleep(5)
    around.__exit__(None, None, None)
