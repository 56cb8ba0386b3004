"""Reading a full export: the whole file is proved before anything of it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from orderkin.exports import lines
from orderkin.lib.errors import Invalid

# A single order with notes of megabytes still fits; a line beyond this is no record.
LONGEST = 256_000_000

Body = Mapping[str, Any]
# What Python says of a record that has the form of one and makes no sense.
MEANINGLESS = (LookupError, TypeError, ValueError, AttributeError, OverflowError)


@dataclass(frozen=True, slots=True)
class Proved:
    """A file that is whole: its seal, how many records of each kind, who wrote it and when."""

    sha256: str
    records: Mapping[str, int]
    by: str
    at: str

    @property
    def total(self) -> int:
        return sum(self.records.values())


def is_full_export(file: Path) -> bool:
    """Whether the file says of itself that it is a full export."""
    with file.open("rb") as opened:
        return lines.begins_one(opened.read(64))


def prove(file: Path, *, look: Callable[[Body], None] | None = None) -> Proved:
    """Read the whole file, writing nothing; `look` is shown every order.

    The other records are counted and digested, not read: what fits its seal is as it was written.
    Raises Invalid: export_unreadable, export_newer, export_cut_off, export_changed.
    """
    seal, head = lines.Seal(), Proved("", {}, "", "")
    for number, line in _numbered(file):
        if number == 1:
            head = _head(*_read(line, number))
            continue
        kind = _kind(line, number)
        if kind == lines.END:
            _check_seal(seal, _read(line, number)[1])
            return Proved(seal.body()["sha256"], dict(seal.counts), head.by, head.at)
        seal.add(kind, line)
        if look and kind == "order":
            _look(look, _read(line, number)[1], number)
    raise _cut_off()


def each_record(file: Path) -> Iterator[tuple[int, str, Body]]:
    """(line, kind, body) of every record between the first line and the last."""
    for number, line in _numbered(file):
        kind, body = _read(line, number)
        if kind == lines.END:
            return
        if number > 1:
            yield number, kind, body


def unreadable(line: int) -> Invalid:
    """The refusal for a line that means nothing here."""
    sentence = _("Line %(line)s of the export cannot be read. Export again, or copy it again.")
    return Invalid(sentence % {"line": line}, code="export_unreadable", field="file")


def _look(look: Callable[[Body], None], body: Body, number: int) -> None:
    try:
        look(body)
    except MEANINGLESS as wrong:
        raise unreadable(number) from wrong


def _numbered(file: Path) -> Iterator[tuple[int, bytes]]:
    number = 0
    with file.open("rb") as opened:
        while line := opened.readline(LONGEST):
            number += 1
            if not line.endswith(b"\n"):
                raise _cut_off() if len(line) < LONGEST else unreadable(number)
            yield number, line


def _read(line: bytes, number: int) -> tuple[str, Body]:
    try:
        return lines.read(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
    except (ValueError, RecursionError) as wrong:
        raise unreadable(number) from wrong


def _head(kind: str, body: Body) -> Proved:
    if kind != lines.BEGINNING:
        raise unreadable(1)
    if body.get("format") != lines.FORMAT:
        sentence = _("A newer Orderkin wrote this export (%(version)s). Update this one first.")
        told = sentence % {"version": body.get("version")}
        raise Invalid(told, code="export_newer", field="file")
    return Proved("", {}, str(body.get("by", "")), str(body.get("at", "")))


def _kind(line: bytes, number: int) -> str:
    try:
        kind = lines.kind_of(line)
    except ValueError as wrong:
        raise unreadable(number) from wrong
    if kind not in {lines.END, *lines.KINDS}:
        raise unreadable(number)
    return kind


def _check_seal(seal: lines.Seal, body: Body) -> None:
    if dict(body) != seal.body():
        sentence = _("The export was changed or damaged since it was written. Export again.")
        raise Invalid(sentence, code="export_changed", field="file")


def _cut_off() -> Invalid:
    sentence = _("The export ends too early: it was cut off on its way. Copy it again.")
    return Invalid(sentence, code="export_cut_off", field="file")
