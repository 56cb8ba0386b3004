"""Who gets in, and what a refusal looks like: the one place where the desk says no."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import quote, urlsplit

from django import forms
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from orderkin.lib.errors import Conflict, Invalid, KeyReused, NotAllowed, NotFound, Refusal
from orderkin.sql.racing import taken_meanwhile, waited_too_long

View = Callable[..., HttpResponse]
Result = TypeVar("Result")
STATUS: tuple[tuple[type[Refusal], int], ...] = (
    (NotFound, 404),
    (NotAllowed, 403),
    (Invalid, 422),
    (Conflict, 409),
)
# Never written back into a page, whatever happens.
SECRETS = frozenset({"csrfmiddlewaretoken", "password", "pin", "new_pin", "approver_pin"})
# Names the form that went through, for static/desk/draft.js; read and removed there.
SENT = "orderkin_sent"


def status_of(refusal: Refusal) -> int:
    """The status code of a refusal, by its class."""
    return next((code for kind, code in STATUS if isinstance(refusal, kind)), 400)


def signed_in(view: View) -> View:
    """Only for employees; a refusal that the view did not place itself becomes a page."""

    @wraps(view)
    def gate(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.is_authenticated:
            return to_sign_in(request)
        try:
            _check_address(request)
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refused(request, refusal)

    return gate


def _check_address(request: HttpRequest) -> None:
    """No database looks for a NUL; an address with one means nothing."""
    if "\x00" in request.path:
        raise Invalid(_("There is no page at this address."), code="nul_character")
    if any("\x00" in value for _name, values in request.GET.lists() for value in values):
        sentence = _(
            "What was asked for contains a NUL character; nothing here is written with one."
        )
        raise Invalid(sentence, code="nul_character")


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """A refusal as a page of its own: the cause, the next step, the way back."""
    back = safe_address(request, request.headers.get("Referer", ""), "desk:orders")
    context = {"refusal": refusal, "back_url": back}
    return render(request, "desk/refused.html", context, status=status_of(refusal))


def attempt(form: forms.Form, action: Callable[[], Result]) -> Result | None:
    """Run one action; a refusal stands on the form, beside the input it speaks of."""
    try:
        return action()
    except Refusal as refusal:
        place_refusal(form, refusal)
    except (OperationalError, IntegrityError) as wrong:
        if not (waited_too_long(wrong) or taken_meanwhile(wrong)):
            raise
        sentence = _("Somebody else did this at the same moment. Nothing was made here; try again.")
        place_refusal(form, Conflict(sentence, code="at_the_same_moment"))
    return None


def place_refusal(form: forms.Form, refusal: Refusal) -> None:
    """Keep the refusal on the form, which keeps everything that was typed."""
    if isinstance(refusal, KeyReused) and "key" in form.fields:
        refusal = _sent_before(form)
    form.refusal = refusal  # type: ignore[attr-defined]
    field = refusal.field if refusal.field in form.fields else None
    form.add_error(field, refusal.sentence)


def _sent_before(form: forms.Form) -> Refusal:
    """Back in the browser, something changed, sent again: a new intent, if the person says so."""
    if isinstance(form.data, QueryDict):
        sent = form.data.copy()
        sent["key"] = secrets.token_urlsafe(18)
        form.data = sent
    sentence = _(
        "This form was sent before, saying something else, and that is done. Look at the order"
        " first; sending it once more does this as well."
    )
    return Conflict(sentence, code="sent_before")


def sheet(
    request: HttpRequest, template: str, form: forms.Form, context: Mapping[str, object]
) -> HttpResponse:
    """A form as a dialog or as a page, from one template; 422 or the refusal's own code on no."""
    refusal = getattr(form, "refusal", None)
    code = status_of(refusal) if refusal else (422 if form.errors else 200)
    on_form = refusal is None or refusal.field in form.fields
    shown = {"form": form, "refusal": None if on_form else refusal, **context}
    return render(request, template, shown, status=code)


def go(request: HttpRequest, address: str) -> HttpResponse:
    """On to another page, from a form or from a dialog; the browser forgets what was typed."""
    answer = _on_to(request, address)
    if draft := request.POST.get("draft", ""):
        secure = request.is_secure()
        name = quote(draft[:200], safe="")
        answer.set_cookie(SENT, name, max_age=600, secure=secure, samesite="Lax")
    return answer


def _on_to(request: HttpRequest, address: str) -> HttpResponse:
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def to_sign_in(request: HttpRequest) -> HttpResponse:
    """A lost session: sign in and go on. What was posted is kept, except secrets."""
    if request.headers.get("HX-Request"):
        here = urlsplit(request.headers.get("HX-Current-URL", ""))
        back = f"{here.path}?{here.query}" if here.query else here.path or "/"
        return _on_to(request, f"{reverse('desk:sign_in')}?{urlencode({'next': back})}")
    if request.method == "POST":
        return render(request, "desk/signing_in/sign_in.html", kept(request), status=401)
    return redirect(f"{reverse('desk:sign_in')}?{urlencode({'next': request.get_full_path()})}")


def kept(request: HttpRequest) -> dict[str, object]:
    """What was posted, ready to be carried through the sign-in page and offered again."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name not in SECRETS
        for value in values
    ]
    return {"kept_to": request.get_full_path(), "kept_fields": fields}


def safe_address(request: HttpRequest, wanted: str, otherwise: str) -> str:
    """`wanted` if it stays on this desk, else the named page."""
    allowed = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, request.is_secure())
    return wanted if wanted and allowed else reverse(otherwise)
