"""A light client: one thread, plain sockets kept open, each sending its next request at once.

It competes with what it measures for the same processors, so it does as little as it can: about
40 microseconds of Python per answer. No library is that cheap.
"""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class Tally:
    """What came back: milliseconds of every good answer, and the first bad ones as text."""

    took: list[float] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def per_second(self) -> float:
        return len(self.took) / self.seconds if self.seconds else 0.0

    @classmethod
    def together(cls, parts: Sequence[Tally]) -> Tally:
        """Several rounds of the same work as one."""
        return cls(
            [took for part in parts for took in part.took],
            [text for part in parts for text in part.refused],
            sum(part.seconds for part in parts),
        )

    def at(self, share: float) -> float:
        """The time (ms) within which this share of the answers came; 1.0 is the worst."""
        ranked = sorted(self.took)
        return ranked[min(len(ranked) - 1, int(share * len(ranked)))] if ranked else float("nan")


class _Line:
    """One open connection and the answer it waits for."""

    __slots__ = ("begun", "got", "socket", "wanted")

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=30)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.got, self.wanted, self.begun = b"", 0, 0.0

    def ask(self, request: bytes) -> None:
        self.got, self.wanted = b"", 0
        self.begun = time.perf_counter()
        self.socket.sendall(request)

    def read(self) -> bool:
        """Take what is there; whether the answer is whole."""
        piece = self.socket.recv(1 << 18)
        if not piece:
            raise ConnectionError(f"The server hung up after {self.got[:200]!r}")
        self.got += piece
        if not self.wanted:
            self.wanted = _length(self.got)
        return 0 < self.wanted <= len(self.got)


def _length(got: bytes) -> int:
    """Bytes of the whole answer, or 0 while its head is not complete."""
    head, found, _body = got.partition(b"\r\n\r\n")
    if not found:
        return 0
    _before, named, after = head.lower().partition(b"\r\ncontent-length:")
    if not named:
        raise ValueError(f"An answer without a length cannot be measured: {head[:300]!r}")
    return len(head) + 4 + int(after.split(b"\r\n", 1)[0])


def drive(port: int, requests: Iterator[bytes], *, clients: int, seconds: float) -> Tally:
    """Send requests over `clients` connections for some seconds; each waits for its answer."""
    lines = [_Line(port) for _ in range(clients)]
    tally = Tally()
    with selectors.DefaultSelector() as waiting:
        for line in lines:
            waiting.register(line.socket, selectors.EVENT_READ, line)
            line.ask(next(requests))
        start = time.perf_counter()
        stop, busy = start + seconds, len(lines)
        while busy:
            for ready, _events in waiting.select():
                line = ready.data
                if line.read():
                    now = time.perf_counter()
                    _count(tally, line, now)
                    request = next(requests, None) if now < stop else None
                    if request is None:
                        busy -= 1
                        waiting.unregister(line.socket)
                        line.socket.close()
                    else:
                        line.ask(request)
        tally.seconds = time.perf_counter() - start
    return tally


def _count(tally: Tally, line: _Line, now: float) -> None:
    if line.got[9:10] == b"2":
        tally.took.append((now - line.begun) * 1000)
    elif len(tally.refused) < 5:
        tally.refused.append(line.got[:600].decode(errors="replace"))
    else:
        tally.refused.append("")
