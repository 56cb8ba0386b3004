"""Failed sign-ins are counted per visitor, also behind a proxy, and a visitor cannot choose."""

from __future__ import annotations

from django.http import HttpRequest
from django.test import RequestFactory, override_settings

from orderkin.config.visitors import address, name


def request_saying(forwarded: str | None) -> HttpRequest:
    headers = {"X-Forwarded-For": forwarded} if forwarded else {}
    return RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers=headers)


@override_settings(BEHIND_PROXY=False)
def test_the_connection_says_it_and_a_header_does_not() -> None:
    assert address(request_saying("203.0.113.9")) == "192.0.2.1"


@override_settings(BEHIND_PROXY=True)
def test_behind_a_proxy_only_what_the_proxy_wrote_last_counts() -> None:
    assert address(request_saying("203.0.113.9, 198.51.100.7")) == "198.51.100.7"


@override_settings(BEHIND_PROXY=True)
def test_behind_a_proxy_that_says_nothing_the_connection_says_it() -> None:
    assert address(request_saying(None)) == "192.0.2.1"


def test_one_person_is_one_name_however_it_is_typed() -> None:
    typed = [" Tomas@Almgrove.example", "tomas@almgrove.EXAMPLE "]
    assert {name(request_saying(None), {"username": each}) for each in typed} == {
        "tomas@almgrove.example"
    }
