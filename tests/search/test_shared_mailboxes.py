"""Hosts that thousands of customers share are a short code in the index, and found like any."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.lib.text import plain
from orderkin.search import mailboxes
from orderkin.search.document import Facts
from orderkin.search.mailboxes import SHARED, coded, coded_forms
from orderkin.search.words import needles, spell

FIRST = {"example.com": "qjzbb", "post.example": "qjzbg", "gmail.com": "qjzbh"}


@given(
    name=st.text("abcxyz.-_0189", min_size=1, max_size=12),
    host=st.sampled_from(SHARED),
    ends=st.tuples(st.integers(0, 30), st.integers(3, 12)),
)
def test_every_piece_of_an_address_is_found(name: str, host: str, ends: tuple[int, int]) -> None:
    address = f"{name}@{host}"
    start = min(ends[0], len(address) - 3)
    typed = address[start : start + ends[1]]
    [group] = needles([typed])
    assert any(needle in coded(address) for needle in group)


def test_a_word_that_no_shared_host_has_is_looked_for_alone() -> None:
    assert coded_forms("lamp") == coded_forms("maria") == coded_forms("maria@shop.se") == ()
    assert needles(["lamp"]) == (("lamp",),)


def test_nothing_of_a_shared_host_stands_in_the_text() -> None:
    text = Facts(number="1", name="Åse Holm", email="ase@GMAIL.com").text()
    assert "gmail" not in text
    assert f"\nase@{FIRST['gmail.com']}\n" in text
    assert "maria@hem.gmail.com" in Facts(number="1", email="maria@hem.gmail.com").text()


@pytest.mark.parametrize("host", FIRST)
def test_a_code_stays_what_it_is(host: str) -> None:
    """Stored indexes hold it: a host is added at the end of the list."""
    assert coded(f"a@{host}") == f"a@{FIRST[host]}"


def test_the_list_holds_each_host_once_and_as_the_index_spells_it() -> None:
    assert len(SHARED) == len(set(SHARED)) <= 256
    assert all(spell(host) == plain(host) == host for host in SHARED)


def test_no_ideograph_is_spelled_like_a_code() -> None:
    source = Path(mailboxes.__file__).with_name("words.py").read_text(encoding="utf-8")
    [letters] = re.findall(r'^_LETTERS = "([a-z]+)"', source, re.MULTILINE)
    assert "z" not in letters
