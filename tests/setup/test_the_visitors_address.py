"""Failed sign-ins are counted per visitor, also behind a proxy, and a visitor cannot choose."""

from __future__ import annotations

from django.test import RequestFactory
from pytest_django.fixtures import SettingsWrapper

from orderkin.config.visitors import address

FORGED = "203.0.113.9, 198.51.100.7"


def test_the_connection_says_it_and_a_header_does_not(settings: SettingsWrapper) -> None:
    settings.BEHIND_PROXY = False
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": FORGED}
    )
    assert address(request) == "192.0.2.1"


def test_behind_a_proxy_only_what_the_proxy_wrote_counts(settings: SettingsWrapper) -> None:
    settings.BEHIND_PROXY = True
    request = RequestFactory().get(
        "/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": FORGED}
    )
    assert address(request) == "198.51.100.7"


def test_behind_a_proxy_that_says_nothing_the_connection_says_it(settings: SettingsWrapper) -> None:
    settings.BEHIND_PROXY = True
    assert address(RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")) == "192.0.2.1"
