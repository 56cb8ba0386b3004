"""Refusals: the product saying no, with a code for programs and a sentence for people."""

from __future__ import annotations

from collections.abc import Mapping


class Refusal(Exception):
    """An action declined before anything was written.

    `code` is stable and documented; `sentence` names the cause and the next step; `field` points at
    the input to mend, if one is at fault; `details` carries figures (tries left, numbers, ids).
    Doors choose the status code from the class, never from the sentence.
    """

    code = "refused"

    def __init__(
        self,
        sentence: str,
        *,
        code: str | None = None,
        field: str | None = None,
        details: Mapping[str, object] | None = None,
    ) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.code = code or type(self).code
        self.field = field
        self.details: dict[str, object] = dict(details or {})


class NotFound(Refusal):
    """No such thing, or not within this actor's client."""

    code = "not_found"


class NotAllowed(Refusal):
    """The actor lacks the right, or a PIN or approval is missing."""

    code = "not_allowed"


class Invalid(Refusal):
    """The input cannot mean anything: empty, too long, not a number, unknown value."""

    code = "invalid"


class Conflict(Refusal):
    """The input is fine, the state of things is not (any more)."""

    code = "conflict"


class KeyReused(Invalid):
    """The same idempotency key came with a different body."""

    code = "key_reused"


class StillRunning(Conflict):
    """The first request with this key has not finished; ask again shortly."""

    code = "still_running"
