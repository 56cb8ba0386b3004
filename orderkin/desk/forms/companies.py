"""Forms about companies and channels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.client.models import Company
from orderkin.desk.forms.fields import DeskForm

CHANNEL_KINDS: tuple[tuple[str, Any], ...] = (
    ("shopify", "Shopify"),
    ("woocommerce", "WooCommerce"),
    ("amazon", "Amazon"),
    ("ebay", "eBay"),
    ("etsy", "Etsy"),
    ("tiktok", "TikTok Shop"),
    ("faire", "Faire"),
    ("web", _("Web shop")),
    ("marketplace", _("Marketplace")),
    ("phone", _("Phone")),
    ("other", _("Other")),
)


class CompanyForm(DeskForm):
    """A company as its customers know it."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True})
    )
    currency = forms.CharField(
        label=_("Currency"), max_length=3, help_text=_("ISO code, such as EUR.")
    )
    email = forms.CharField(label=_("E-mail"), max_length=254, required=False)
    phone = forms.CharField(label=_("Phone"), max_length=40, required=False)


class ChannelForm(DeskForm):
    """A channel of a company."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput(attrs={"autofocus": True})
    )
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=CHANNEL_KINDS,
        help_text=_("Files of this kind come in here when it is the only channel of its kind."),
    )
    company_id = forms.TypedChoiceField(label=_("Company"), coerce=int)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Company.objects.order_by("name", "id").values_list("id", "name")
        self.fields["company_id"].choices = list(known)  # type: ignore[attr-defined]
        kind = self.initial.get("kind")
        if kind and kind not in dict(CHANNEL_KINDS):
            self.fields["kind"].choices = [*CHANNEL_KINDS, (kind, kind)]  # type: ignore[attr-defined]
