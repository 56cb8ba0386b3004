"""The refused rows of a file, as a file of their own that imports once it is mended."""

from __future__ import annotations

import csv
import io
import json
import tempfile
import zipfile
from collections.abc import Iterator

from orderkin.imports.documents import documents
from orderkin.imports.joining import JoinedTable
from orderkin.imports.keeping import place
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.recognising import OpenedTable
from orderkin.imports.run import open_run
from orderkin.imports.tables import Row, Rows

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refused_file(run: ImportRun) -> tuple[str, Iterator[str] | Iterator[bytes]]:
    """(file name, pieces): the header and every row that was refused, as it stood.

    Tables come back as CSV in UTF-8 with the file's own delimiter, JSON as a list of objects. Of
    a set every file comes back, as one ZIP archive that the same mapping reads.
    """
    spans = _Spans(run, run.main_file)
    opened = open_run(run)
    stem = run.file_name.rpartition(".")[0] or run.file_name
    if isinstance(opened, OpenedTable):
        if isinstance(opened.table, JoinedTable):
            return f"{stem}-refused.zip", _set(run, opened.table)
        return f"{stem}-refused.csv", _rows(opened.table, spans)
    return f"{stem}-refused.json", _objects(run, opened.facts.encoding, spans)


class _Spans:
    """The refused lines, asked in file order."""

    def __init__(self, run: ImportRun, file: str) -> None:
        found = ImportVerdict.objects.filter(run=run, outcome="refused", file=file)
        self.spans = sorted(found.values_list("line", "last_line"))
        self.lines = {n for first, last in self.spans for n in range(first, last + 1)}

    def __contains__(self, line: object) -> bool:
        return line in self.lines


def _rows(table: Rows, spans: _Spans | None) -> Iterator[str]:
    """The header and the rows of these lines; without lines, every row that holds something."""
    delimiter = getattr(table, "delimiter", "") or ","
    yield _line(table.header, delimiter)
    for row in table.rows():
        if row.line in spans if spans else not row.blank:
            yield _line(_safe(row), delimiter)


def _set(run: ImportRun, table: JoinedTable) -> Iterator[bytes]:
    """Refused orders, lines and payments; customers and products whole, for they are looked up."""
    whole = {side.path for join, side in table.sides if join.adds == "columns"}
    with tempfile.TemporaryFile() as packed:
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in (table.main, *(side for _join, side in table.sides)):
                name = run.files.get(one.path.name, one.path.name)
                spans = None if one.path in whole else _Spans(run, name)
                with archive.open(_as_table(name), "w") as member:
                    for line in _rows(one, spans):
                        member.write(line.encode())
        packed.seek(0)
        while piece := packed.read(1 << 16):
            yield piece


def _as_table(name: str) -> str:
    stem, dot, kind = name.rpartition(".")
    return name if kind.lower() in {"csv", "tsv", "txt"} else f"{stem if dot else name}.csv"


def _safe(row: Row) -> list[str]:
    """Cells a spreadsheet would run as a formula stay text; numbers stay numbers."""
    return [
        f"'{cell}" if cell.startswith(_FORMULA) and not _is_number(cell) else cell
        for cell in row.cells
    ]


def _is_number(cell: str) -> bool:
    return cell[:1] in "+-" and cell[1:].replace(".", "", 1).replace(",", "").isdigit()


def _line(cells: list[str] | tuple[str, ...], delimiter: str) -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter).writerow(cells)
    return out.getvalue()


def _objects(run: ImportRun, encoding: str, spans: _Spans) -> Iterator[str]:
    between = "["
    for document in documents(place(run.stored), encoding):
        if document.line in spans:
            yield between + json.dumps(document.value, ensure_ascii=False)
            between = ",\n"
    yield "]\n" if between != "[" else "[]\n"
