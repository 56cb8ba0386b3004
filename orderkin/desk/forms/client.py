"""Employees, profile and Security PIN."""

from __future__ import annotations

from zoneinfo import available_timezones

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.client.rules import ROLES
from orderkin.desk.forms.fields import DeskForm, PinField


def zones() -> list[tuple[str, str]]:
    """IANA zones to choose from."""
    names = sorted(name for name in available_timezones() if "/" in name or name == "UTC")
    return [(name, name.replace("_", " ")) for name in names if not name.startswith("Etc/")]


class InviteForm(DeskForm):
    """Whom to invite, and as what."""

    email = forms.CharField(label=_("E-mail"), max_length=254, widget=forms.EmailInput)
    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()), initial="agent")
    zone = forms.ChoiceField(label=_("Time zone"), choices=zones, initial="UTC")


class EmployeeForm(DeskForm):
    """An employee's name and role."""

    name = forms.CharField(label=_("Name"), max_length=120)
    role = forms.ChoiceField(label=_("Role"), choices=list(ROLES.items()))


class ProfileForm(DeskForm):
    """How one sees things."""

    zone = forms.ChoiceField(
        label=_("Time zone"), help_text=_("Every date is shown in it."), choices=zones
    )


class TokenForm(DeskForm):
    """A name to know the token by later."""

    name = forms.CharField(label=_("Token name"), max_length=80)


class SetPinForm(DeskForm):
    """One's own password, and a PIN of one's choice or none for a generated one."""

    password = forms.CharField(
        label=_("Your password"),
        help_text=_("Proves that it is you who sits here."),
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password", "autofocus": True}),
    )
    new_pin = PinField(
        label=_("New Security PIN"),
        help_text=_("6 to 10 digits that are not easy to guess. Leave empty to get a random one."),
        required=False,
    )
