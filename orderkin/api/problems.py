"""Every refusal as a problem body (RFC 9457): the one place that knows status codes."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.utils.translation import gettext as _
from ninja.errors import HttpError, ValidationError

from orderkin.api.codes import CODES
from orderkin.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from orderkin.sql.racing import taken_meanwhile, waited_too_long

CONTENT_TYPE = "application/problem+json"
PLACE = "/api/v1/problems/"
RETRY_SECONDS = 1
log = logging.getLogger(__name__)

# The class of a refusal decides its status; a few codes have one of their own.
STATUS_OF_CLASS: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Invalid, 422),
    (Conflict, 409),
)
STATUS_OF_CODE = {"token_missing": 401, "token_invalid": 401, "key_required": 400}
# pydantic's names for what has a name of its own here.
CODE_OF_KIND = {
    "extra_forbidden": "unknown_field",
    "missing": "field_missing",
    "nul_character": "nul_character",
    "not_unicode": "not_unicode",
    "string_unicode": "not_unicode",
}


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    field: str | None = None,
    details: Mapping[str, object] | None = None,
) -> HttpResponse:
    """One problem body: `code` is stable, `detail` is for a person, `field` is what to mend.

    What stands in `details` stands beside them; an order's `status` as `order_status`, because
    RFC 9457 gives the name to the HTTP status.
    """
    more = {"order_status" if name == "status" else name: v for name, v in (details or {}).items()}
    body: dict[str, object] = {
        **more,
        "type": f"{PLACE}{code}",
        "title": CODES[code].title if code in CODES else code,
        "status": status,
        "code": code,
        "detail": detail,
        "field": field,
    }
    answer = JsonResponse(body, status=status, content_type=CONTENT_TYPE)
    if status == 401:
        answer["WWW-Authenticate"] = "Bearer"
    if code in {"still_running", "busy"}:
        answer["Retry-After"] = str(RETRY_SECONDS)
    return answer


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """An action's or query's refusal."""
    status = STATUS_OF_CODE.get(refusal.code) or next(
        (code for kind, code in STATUS_OF_CLASS if isinstance(refusal, kind)), 400
    )
    return problem(
        status, refusal.code, refusal.sentence, field=refusal.field, details=refusal.details
    )


def misshapen(request: HttpRequest, wrong: ValidationError) -> HttpResponse:
    """Input that does not have the documented shape; every fault is listed, the first leads."""
    faults = [_fault(one) for one in wrong.errors]
    first = faults[0]
    return problem(
        422,
        str(first["code"]),
        str(first["detail"]),
        field=str(first["field"]),
        details={"errors": faults},
    )


# What pydantic says of these names a class of ours, which nobody outside knows.
NO_OBJECT = frozenset({"model_type", "model_attributes_type", "dict_type"})


def _fault(error: Mapping[str, Any]) -> dict[str, object]:
    source, *place = [str(part) for part in error["loc"]]
    if source == "body":
        place = place[1:]
    code = CODE_OF_KIND.get(error["type"], "invalid")
    told = _("A JSON object belongs here.") if error["type"] in NO_OBJECT else error["msg"]
    return {"field": ".".join(place) or source, "code": code, "detail": told}


def unread(request: HttpRequest, wrong: HttpError) -> HttpResponse:
    """What django-ninja itself refuses: no token, a body that is no JSON."""
    if wrong.status_code == 401:
        sentence = _("Send an API token: Authorization: Bearer ….")
        return problem(401, "token_missing", sentence)
    if wrong.status_code == 400:
        return problem(400, "bad_json", _("The body is not JSON in UTF-8."))
    return problem(wrong.status_code, "refused", str(wrong))


def too_big(request: HttpRequest, wrong: Exception) -> HttpResponse:
    """A body beyond what the server reads."""
    return problem(413, "body_too_big", _("The request is too big."))


def cut_off(request: HttpRequest, wrong: Exception) -> HttpResponse:
    """A body that ended before it was whole; nobody may be left to read this."""
    return problem(400, "bad_json", _("The body ended before it was complete."))


def waited(request: HttpRequest, wrong: OperationalError) -> HttpResponse:
    """A lock that did not come in time is another request still running; the rest is a fault."""
    if waited_too_long(wrong):
        sentence = _("Another request about the same thing is still running. Send this one again.")
        return problem(409, "still_running", sentence)
    return failed(request, wrong)


def raced(request: HttpRequest, wrong: IntegrityError) -> HttpResponse:
    """What was free when it was looked for, and taken when it was written."""
    if taken_meanwhile(wrong):
        sentence = _("Another request made the same at the same moment. Read it, then send again.")
        return problem(409, "conflict", sentence)
    return failed(request, wrong)


def failed(request: HttpRequest, wrong: Exception) -> HttpResponse:
    """Our own fault: logged with its trace, told without it."""
    log.error("api request failed: %s %s", request.method, request.path, exc_info=wrong)
    sentence = _("Something went wrong on our side; it was logged. Ask GET /idempotency/{key}.")
    return problem(500, "internal_error", sentence)


def no_such_place(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """An address this door does not know."""
    return problem(404, "no_such_address", _("There is nothing at this address."))


# Programs sign each request with a token; no cookie is looked at, so there is nothing to forge.
no_such_place.csrf_exempt = True  # type: ignore[attr-defined]


def other_method(answer: HttpResponse) -> HttpResponse:
    """A method this address does not have; `Allow` names those it has."""
    told = problem(405, "method_not_allowed", _("This address does not have this method."))
    told["Allow"] = answer["Allow"]
    return told


HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (Refusal, refused),
    (ValidationError, misshapen),
    (HttpError, unread),
    (RequestDataTooBig, too_big),
    (UnreadablePostError, cut_off),
    (OperationalError, waited),
    (IntegrityError, raced),
    (Exception, failed),
)

# The body above, as OpenAPI describes it.
SCHEMA: dict[str, object] = {
    "type": "object",
    "title": "Problem",
    "description": "RFC 9457; details of the code stand beside these.",
    "required": ["type", "title", "status", "code", "detail", "field"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "code": {"type": "string"},
        "detail": {"type": "string"},
        "field": {"type": ["string", "null"]},
    },
}
