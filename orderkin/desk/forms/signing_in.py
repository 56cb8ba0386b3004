"""Signing in and accepting an invitation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.desk.forms.fields import DeskForm


class SignInForm(DeskForm):
    """E-mail and password."""

    email = forms.CharField(
        label=_("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("Password"),
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class AcceptInvitationForm(DeskForm):
    """The invited person's own password."""

    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 10 characters; not only digits, not a common one."),
        max_length=400,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "autofocus": True}),
    )
