"""A first look at an uploaded file: what it is, how it is encoded, whether it is safe."""

from __future__ import annotations

import codecs
import hashlib
import re
from dataclasses import dataclass, field
from pathlib import Path

from orderkin.imports.problems import CannotRead, ImportProblem, told
from orderkin.imports.rows import FileFacts

CHUNK = 1 << 18
LONGEST_LINE = 1_000_000
_BINARY = (
    (b"%PDF", "PDF"), (b"\x89PNG", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"),
    (b"\x1f\x8b", "gzip"), (b"\xd0\xcf\x11\xe0", "Excel 97"), (b"7z\xbc\xaf", "7z"),
    (b"Rar!", "RAR"), (b"SQLite format 3", "SQLite"), (b"\x7fELF", "program"), (b"MZ", "program"),
)  # fmt: skip
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Bytes that mean nothing in Windows-1252, and control characters no text file has.
_NOT_1252 = re.compile(rb"[\x01-\x08\x0b\x0e-\x1f\x7f\x81\x8d\x8f\x90\x9d]")
# Western text has single accented letters; long runs of high bytes are another alphabet.
_ANOTHER_ALPHABET = re.compile(rb"[\x80-\xff]{5}")


@dataclass
class _Scan:
    utf8: bool = True
    not_utf8_line: int = 0
    suspicious: bool = False
    newlines: int = 0
    line_length: int = 0
    longest: int = 0
    longest_at: int = 0
    content: bool = False
    digest: object = field(default_factory=hashlib.sha256)


def look_at(path: Path, encoding: str = "") -> FileFacts:
    """Kind (csv, json, xlsx), encoding, physical lines and digest of the file at `path`.

    Raises CannotRead: empty_file, not_a_table, nul_character, encoding_unknown, line_too_long.
    Reads once, in pieces, whatever the size.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(4096)
    if size == 0:
        raise CannotRead("empty_file")
    if head.startswith(b"PK"):
        return FileFacts("xlsx", size=size, sha256=_digest(path))
    _refuse_binary(head)
    if encoding or head.startswith(_UTF16):
        return _declared(path, encoding or "utf-16", size)
    return _undeclared(path, head, size)


def _refuse_binary(head: bytes) -> None:
    for beginning, name in _BINARY:
        if head.startswith(beginning):
            raise CannotRead("not_a_table", kind=name)
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype|html|\?xml|[a-z]+[\s>])", head, re.IGNORECASE):
        raise CannotRead("not_a_table", kind="HTML/XML")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _declared(path: Path, encoding: str, size: int) -> FileFacts:
    """The encoding was chosen by a person or by a UTF-16 mark: it must hold to the end."""
    lines, content, longest, start = 0, False, 0, ""
    try:
        with path.open(encoding=encoding, newline="") as file:
            while piece := file.readline(LONGEST_LINE + 1):
                lines += 1
                if "\x00" in piece:
                    raise CannotRead("nul_character", line=lines)
                longest = max(longest, len(piece))
                content = content or not piece.isspace()
                start = start or piece.strip()[:1]
    except (UnicodeError, LookupError) as wrong:
        raise CannotRead("encoding_wrong", line=lines + 1, encoding=encoding) from wrong
    if not content:
        raise CannotRead("empty_file")
    kind = "json" if start in {"{", "["} else "csv"
    if kind == "csv" and longest > LONGEST_LINE:
        raise CannotRead("line_too_long", limit=LONGEST_LINE)
    return FileFacts(kind, encoding, size, lines, _digest(path))


def _undeclared(path: Path, head: bytes, size: int) -> FileFacts:
    scan = _scan(path)
    if not scan.content:
        raise CannotRead("empty_file")
    kind = "json" if head.removeprefix(codecs.BOM_UTF8).lstrip()[:1] in {b"{", b"["} else "csv"
    if kind == "csv" and scan.longest > LONGEST_LINE:
        raise CannotRead("line_too_long", line=scan.longest_at, limit=LONGEST_LINE)
    digest = scan.digest.hexdigest()  # type: ignore[attr-defined]
    lines = scan.newlines + (1 if scan.line_length else 0)
    if scan.utf8:
        return FileFacts(kind, "utf-8-sig", size, lines, digest)
    if scan.suspicious or kind == "json":
        raise CannotRead("encoding_unknown", line=scan.not_utf8_line)
    values = told(encoding="Windows-1252", line=scan.not_utf8_line)
    warning = ImportProblem("encoding_guessed", scan.not_utf8_line, "", values, "warning")
    return FileFacts(kind, "cp1252", size, lines, digest, (warning,))


def _scan(path: Path) -> _Scan:
    scan = _Scan()
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            _refuse_nul(chunk, scan)
            _try_utf8(chunk, decoder, scan)
            _measure(chunk, scan)
            scan.digest.update(chunk)  # type: ignore[attr-defined]
    try:
        decoder.decode(b"", final=scan.utf8)
    except UnicodeDecodeError:
        scan.utf8, scan.not_utf8_line = False, scan.newlines + 1
    return scan


def _refuse_nul(chunk: bytes, scan: _Scan) -> None:
    if b"\x00" in chunk:
        before = chunk[: chunk.index(b"\x00")].count(b"\n")
        raise CannotRead("nul_character", line=scan.newlines + before + 1)


def _try_utf8(chunk: bytes, decoder: codecs.IncrementalDecoder, scan: _Scan) -> None:
    if scan.utf8:
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as wrong:
            scan.utf8 = False
            before = wrong.object[: wrong.start].count(b"\n")
            scan.not_utf8_line = scan.newlines + before + 1
            decoder.reset()
    if not scan.utf8 and (_NOT_1252.search(chunk) or _ANOTHER_ALPHABET.search(chunk)):
        scan.suspicious = True


def _measure(chunk: bytes, scan: _Scan) -> None:
    scan.content = scan.content or bool(chunk.strip(b" \t\r\n,;\xef\xbb\xbf"))
    pieces = chunk.split(b"\n")
    first = scan.line_length + len(pieces[0])
    longest = max([first, *map(len, pieces[1:-1])] if len(pieces) > 1 else [first])
    if longest > scan.longest:
        scan.longest, scan.longest_at = longest, scan.newlines + 1
    scan.newlines += len(pieces) - 1
    scan.line_length = len(pieces[-1]) if len(pieces) > 1 else first
