"""The demo takes a free port, and says so when the one asked for is taken."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from running import ports
from running.saying import Trouble


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_that_was_asked_for_is_refused_with_a_way_on(taken: int) -> None:
    with pytest.raises(Trouble, match=f"Port {taken} is taken") as trouble:
        ports.choose(taken)
    assert "--port" in trouble.value.to_do


def test_without_a_wish_the_next_free_port_is_taken_and_said(
    taken: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(ports, "FIRST", taken)
    chosen = ports.choose(None)
    assert chosen != taken
    assert ports.is_free(chosen)
    assert f"port {taken} is taken, using {chosen}" in capsys.readouterr().err


def test_a_free_port_that_was_asked_for_is_taken() -> None:
    free = ports.any_free()
    assert ports.choose(free) == free
