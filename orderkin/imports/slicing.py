"""A file cut into slices, read by a process of its own while earlier slices are written.

Reading and writing take about as long as each other, and a machine has more than one core. The
reader holds one slice ahead: it waits at the pipe until the writer asks.
"""

from __future__ import annotations

import copyreg
import gc
import os
import pickle
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import IO, Any, cast

from orderkin.customers.addresses import Address
from orderkin.imports.mapping import Mapping
from orderkin.imports.preparing import Prepared, prepared
from orderkin.imports.problems import CannotRead, ImportProblem
from orderkin.imports.recognising import Opened, open_file
from orderkin.imports.rows import (
    Choices,
    ImportedCancellation,
    ImportedCustomer,
    ImportedLine,
    ImportedOrder,
    ImportedPayment,
    Read,
)

# Below this a second process takes longer to start than it saves.
WORTH_A_PROCESS = 1_000_000


@dataclass(frozen=True, slots=True)
class Beginning:
    """What holds for the whole file: its physical lines, and of a set which file has the orders."""

    lines: int
    warnings: tuple[ImportProblem, ...]
    main_file: str = ""


@dataclass(frozen=True, slots=True)
class Slice:
    """What was read, beginning at `position` of the file; `line` is the last one it stands on.

    `prepared` are the orders among `reads` in the same order, each ready to be written; a dry run
    has none.
    """

    position: int
    line: int
    reads: tuple[Read, ...]
    prepared: tuple[Prepared, ...]


@dataclass(frozen=True, slots=True)
class Question:
    """What to read: a file, how, from which position on, and how much of it at a time.

    A dry run writes nothing (`to_write`), so nothing is made ready to be written.
    """

    path: Path
    choices: Choices
    mappings: tuple[Mapping, ...]
    start: int
    most_orders: int
    most_lines: int
    to_write: bool = True


Piece = Beginning | Slice


def _pack_quickly(shape: type[Any]) -> None:
    """Send a dataclass as its values: frozen ones are packed field by field in Python otherwise."""
    values = attrgetter(*(field.name for field in fields(shape)))
    copyreg.pickle(shape, lambda one: (shape, values(one)))


for _shape in (ImportedOrder, ImportedLine, ImportedCustomer, ImportedPayment, Prepared, Address):
    _pack_quickly(_shape)


def pieces(asked: Question) -> Generator[Piece, None, None]:
    """The file's beginning, then its slices from `start` on. Raises CannotRead.

    Close it (or read it to its end) to end the process behind it.
    """
    if asked.path.is_file() and asked.path.stat().st_size < WORTH_A_PROCESS:
        return _read(asked)
    return _read_apart(asked)


def _read(asked: Question) -> Generator[Piece, None, None]:
    opened = open_file(asked.path, asked.choices, asked.mappings)
    yield Beginning(opened.facts.lines, tuple(opened.warnings), opened.main_file)
    yield from _slices(opened, asked)


def _slices(opened: Opened, asked: Question) -> Iterator[Slice]:
    position, weight, line = asked.start, 0, 0
    reads: list[Read] = []
    for read in islice(opened.read(), asked.start, None):
        reads.append(read)
        weight += _weight(read)
        line = max(line, _last_line(read))
        if len(reads) >= asked.most_orders or weight >= asked.most_lines:
            yield _slice(asked, position, line, reads)
            position += len(reads)
            reads, weight = [], 0
    if reads:
        yield _slice(asked, position, line, reads)


def _slice(asked: Question, position: int, line: int, reads: Sequence[Read]) -> Slice:
    orders = [read for read in reads if isinstance(read, ImportedOrder)] if asked.to_write else ()
    return Slice(position, line, tuple(reads), tuple(map(prepared, orders)))


def _weight(read: Read) -> int:
    if isinstance(read, ImportedOrder | ImportedCancellation):
        return len(read.lines)
    return 0


def _last_line(read: Read) -> int:
    lines = read.lines if isinstance(read, ImportProblem) else read.source_lines
    return max((last for _, last in lines), default=0)


def _read_apart(asked: Question) -> Generator[Piece, None, None]:
    command = [sys.executable, "-c", "from orderkin.imports.slicing import serve; serve()"]
    surroundings = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=surroundings
    ) as reader:
        question, answers = cast("IO[bytes]", reader.stdin), cast("IO[bytes]", reader.stdout)
        try:
            with question:
                pickle.dump(asked, question, protocol=5)
            yield from _taken(answers, reader.terminate)
        finally:
            reader.terminate()
            answers.close()


def _taken(pipe: IO[bytes], stop: Callable[[], None]) -> Generator[Piece, None, None]:
    """What our own reader sent, until it says that this was all.

    The next piece is unpacked by a thread while the database is busy with this one.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="unpack") as ahead:
        coming = ahead.submit(_unpack, pipe)
        try:
            while (piece := coming.result()) is not None:
                coming = ahead.submit(_unpack, pipe)
                yield piece
        finally:
            stop()  # a thread that waits at the pipe comes to its end with the reader


def _unpack(pipe: IO[bytes]) -> Piece | None:
    try:
        piece = pickle.load(pipe)  # noqa: S301  # written by the process we started
    except EOFError as lost:
        raise ReaderLost("The process that reads the file ended early.") from lost
    if isinstance(piece, ImportProblem):
        raise CannotRead.again(piece)
    return cast("Piece | None", piece)


class ReaderLost(RuntimeError):
    """The reading process died; the run goes on from its last slice when it is tried again."""


def serve() -> None:
    """The reading process: one question in, pieces out, until the end or nobody listens."""
    asked: Question = pickle.load(sys.stdin.buffer)  # noqa: S301  # from the process above us
    # What is read of a file makes no rings; looking for them is a tenth of the reading.
    gc.set_threshold(100_000, 50, 100)

    def tell(piece: object) -> None:
        pickle.dump(piece, sys.stdout.buffer, protocol=5)
        sys.stdout.buffer.flush()

    try:
        for piece in _read(asked):
            tell(piece)
        tell(None)
    except CannotRead as wrong:
        tell(wrong.problem)
    except BrokenPipeError:
        os._exit(0)  # the other side has gone: an ordinary end would try to flush to it
