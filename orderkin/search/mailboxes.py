"""E-mail addresses in the index: hosts that thousands share are written as a short code (pure).

Else every order of a shop holds `gmail.com`, and a word such as `email` or, in a demo, `lamp`,
whose runs of three letters are all in some such ending, is looked for in each of them: tens of
thousands of texts read to find nothing. The code is as short as a run can be told apart by, so the
index is smaller, too.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

# Where people keep their mail; names that only examples may have (RFC 2606) are here because
# nothing but examples has them. A place in this list is what the index holds: add at the end.
SHARED = (
    *("example.com", "example.org", "example.net", "mail.example", "post.example"),
    *("gmail.com", "googlemail.com", "yahoo.com", "hotmail.com", "outlook.com", "live.com"),
    *("msn.com", "icloud.com", "me.com", "aol.com", "proton.me", "protonmail.com"),
    *("gmx.de", "gmx.net", "gmx.at", "web.de", "t-online.de", "freenet.de", "bluewin.ch"),
    *("orange.fr", "wanadoo.fr", "free.fr", "laposte.net", "yahoo.fr", "hotmail.fr"),
    *("yahoo.co.uk", "hotmail.co.uk", "btinternet.com", "sky.com", "libero.it", "yahoo.it"),
    *("hotmail.it", "yahoo.es", "hotmail.es", "ziggo.nl", "telenet.be", "wp.pl", "o2.pl"),
    *("seznam.cz", "mail.ru", "yandex.ru", "qq.com", "163.com", "126.com", "naver.com"),
    *("comcast.net", "verizon.net", "att.net", "sbcglobal.net", "yahoo.ca", "yahoo.co.jp"),
    *("marketplace.amazon.com", "marketplace.amazon.co.uk", "marketplace.amazon.de"),
    *("members.ebay.com", "uol.com.br", "terra.com.br", "bigpond.com", "telia.com"),
)
# No word has these three in a row, nor has an ideograph as `words` spells it.
_MARK = "qjz"
_LETTERS = "bcdfghjklmnprstv"
_CODES = {
    host: _MARK + _LETTERS[place // len(_LETTERS)] + _LETTERS[place % len(_LETTERS)]
    for place, host in enumerate(SHARED)
}
_SHORTEST = 3


def coded(address: str) -> str:
    """A spelled address as the index holds it: `maria@` and the code of `gmail.com`."""
    name, at, host = address.rpartition("@")
    return f"{name}@{_CODES[host]}" if at and host in _CODES else address


@lru_cache(maxsize=1024)
def coded_forms(word: str) -> tuple[str, ...]:
    """How else the index may hold what a spelled word says: `maria@gm`, or `gmail` alone."""
    return tuple(_forms(word)) if len(word) >= _SHORTEST else ()


def _forms(word: str) -> Iterator[str]:
    name, at, host = word.rpartition("@")
    if not at:
        yield from (code for shared, code in _CODES.items() if word in shared)
    elif host:
        yield from (f"{name}@{code}" for shared, code in _CODES.items() if shared.startswith(host))
