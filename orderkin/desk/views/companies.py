"""Companies and channels: whose orders these are, and where they come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from django import forms
from django.contrib import messages
from django.db.models import Prefetch
from django.forms.models import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from orderkin.client.actions.save_channel import save_channel
from orderkin.client.actions.save_company import save_company
from orderkin.client.guarding import guard
from orderkin.client.models import Channel, Company
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.companies import CHANNEL_KINDS, ChannelForm, CompanyForm
from orderkin.desk.gates import attempt, go, sheet, signed_in
from orderkin.lib.errors import NotFound

LIST = "desk:companies"
Row = TypeVar("Row", Company, Channel)


@signed_in
def companies(request: HttpRequest) -> HttpResponse:
    """Every company with its channels."""
    guard(actor(request), "view_orders")
    channels = Prefetch("channels", Channel.objects.order_by("name", "id"))
    found = Company.objects.order_by("name", "id").prefetch_related(channels)
    kinds = dict(CHANNEL_KINDS)
    rows = [
        (one, [(channel, kinds.get(channel.kind, channel.kind)) for channel in one.channels.all()])
        for one in found
    ]
    context = {"rows": rows, "may_change": actor(request).may("change_settings")}
    return render(request, "desk/client/companies.html", context)


@signed_in
def company(request: HttpRequest, company_id: int | None = None) -> HttpResponse:
    """Make a company, or change it."""
    one = _known(Company, company_id) or Company()
    form = CompanyForm(request.POST or None, initial=model_to_dict(one))
    return _save(
        request,
        form,
        lambda: save_company(
            actor=actor(request), company_id=company_id, at=now(), **form.cleaned_data
        ),
        title=one.name or _("New company"),
        url=reverse("desk:company", args=[company_id]) if one.pk else reverse("desk:new_company"),
    )


@signed_in
def channel(request: HttpRequest, channel_id: int | None = None) -> HttpResponse:
    """Make a channel, or change it."""
    one = _known(Channel, channel_id) or Channel()
    first = {**model_to_dict(one), "company_id": one.company_id}
    form = ChannelForm(request.POST or None, initial=first)
    return _save(
        request,
        form,
        lambda: save_channel(
            actor=actor(request), channel_id=channel_id, at=now(), **form.cleaned_data
        ),
        title=one.name or _("New channel"),
        url=reverse("desk:channel", args=[channel_id]) if one.pk else reverse("desk:new_channel"),
    )


def _known(model: type[Row], pk: int | None) -> Row | None:
    """The row that is changed; None for one that is to be made. Raises NotFound."""
    if pk is None:
        return None
    found: Row | None = model._default_manager.filter(pk=min(pk, 2**62)).first()
    if found is None:
        raise NotFound(_("There is nothing of this number here."))
    return found


def _save(
    request: HttpRequest,
    form: forms.Form,
    action: Callable[[], Company | Channel],
    *,
    title: str,
    url: str,
) -> HttpResponse:
    guard(actor(request), "change_settings")
    saved = attempt(form, action) if form.is_valid() else None
    if saved:
        messages.success(request, _("%(name)s is saved.") % {"name": saved.name})
        return go(request, reverse(LIST))
    context = {
        "sheet_title": title,
        "sheet_url": url,
        "back_url": reverse(LIST),
        "go_text": _("Save"),
    }
    return sheet(request, "desk/sheet.html", form, context)
