"""Cells of a sheet whose formula has no value: the workbook was written, never worked out.

The reader gives them as empty, which they are not: an empty price is nothing, this one is unknown.
"""

from __future__ import annotations

import posixpath
import zipfile
from pathlib import Path
from xml.parsers import expat

from orderkin.imports.extents import formulas_of, refuse_doctype
from orderkin.imports.problems import CannotRead

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_MOST = 10_000


def unworked(path: Path, sheet: str) -> dict[int, tuple[int, ...]]:
    """Row to columns (from 1) of the formulas without a value on the sheet called so."""
    found = formulas_of(path)
    if not found:
        return {}
    return found.get(_member(path, sheet), {})


def _member(path: Path, sheet: str) -> str:
    """The archive's name of the sheet."""
    with zipfile.ZipFile(path) as archive:
        sheets = _elements(archive, _BOOK, "sheet")
        links = _elements(archive, _LINKS, "Relationship")
    target = {link.get("Id", ""): link.get("Target", "") for link in links}
    for one in sheets:
        if one.get("name") == sheet:
            keys = [value for name, value in one.items() if name.rpartition(":")[2] == "id"]
            told = target.get(keys[0], "") if keys else ""
            return posixpath.normpath(posixpath.join("/xl", told)).lstrip("/")
    return ""


def _elements(archive: zipfile.ZipFile, name: str, kind: str) -> list[dict[str, str]]:
    """The attributes of every element of this kind in a small file of the archive."""
    found: list[dict[str, str]] = []

    def start(element: str, attributes: dict[str, str]) -> None:
        if element.rpartition(":")[2] == kind:
            if len(found) == _MOST:
                raise expat.ExpatError
            found.append(attributes)

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse_doctype
    try:
        with archive.open(name) as content:
            parser.ParseFile(content)
    except (expat.ExpatError, zipfile.BadZipFile, KeyError) as wrong:
        raise CannotRead("not_a_table", kind="XLSX") from wrong
    return found
