"""The refused rows of a file, as a file of their own that imports once it is mended."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from orderkin.imports.documents import documents
from orderkin.imports.keeping import place
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.recognising import OpenedTable
from orderkin.imports.run import open_run
from orderkin.imports.tables import Row

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def refused_file(run: ImportRun) -> tuple[str, Iterator[str]]:
    """(file name, pieces of text): the header and every row that was refused, as it stood.

    Tables come back as CSV in UTF-8 with the file's own delimiter, JSON as a list of objects.
    """
    spans = _Spans(run)
    opened = open_run(run)
    stem = run.file_name.rpartition(".")[0] or run.file_name
    if isinstance(opened, OpenedTable):
        return f"{stem}-refused.csv", _rows(opened, spans)
    return f"{stem}-refused.json", _objects(run, opened.facts.encoding, spans)


class _Spans:
    """The refused lines, asked in file order."""

    def __init__(self, run: ImportRun) -> None:
        found = ImportVerdict.objects.filter(run=run, outcome="refused", file=run.main_file)
        self.spans = sorted(found.values_list("line", "last_line"))
        self.lines = {n for first, last in self.spans for n in range(first, last + 1)}

    def __contains__(self, line: object) -> bool:
        return line in self.lines


def _rows(opened: OpenedTable, spans: _Spans) -> Iterator[str]:
    delimiter = getattr(opened.table, "delimiter", "") or ","
    yield _line(opened.table.header, delimiter)
    for row in opened.table.rows():
        if row.line in spans:
            yield _line(_safe(row), delimiter)


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
