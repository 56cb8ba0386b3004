"""Files that cannot be orders are refused with a reason, before anything is written."""

from __future__ import annotations

import codecs
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from orderkin.imports.problems import CannotRead
from orderkin.imports.recognising import open_file
from orderkin.imports.rows import Choices

Written = Callable[..., Path]
HEADER = "order number,date,sku,quantity,price,currency\n"
ROW = "A-1,2026-03-02,LAMP-1,1,12.50,EUR\n"


def refused(path: Path, choices: Choices | None = None) -> tuple[str, int]:
    """The code and line of the refusal."""
    with pytest.raises(CannotRead) as wrong:
        list(open_file(path, choices or Choices()).read())
    return wrong.value.problem.code, wrong.value.problem.line


@pytest.mark.parametrize("content", [b"", b"   \n\n\r\n", codecs.BOM_UTF8, b",,,\n,,,\n"])
def test_an_empty_file(written: Written, content: bytes) -> None:
    assert refused(written(content))[0] == "empty_file"


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 \x00",
        b"\x89PNG\r\n\x1a\n\x00",
        b"<html><body>",
        b"\xef\xbb\xbf<?xml ?>",
        b"PK\x03",
    ],
)
def test_a_file_that_is_no_table_whatever_it_is_called(written: Written, content: bytes) -> None:
    assert refused(written(content, "orders.csv"))[0] == "not_a_table"


def test_prose_is_not_a_table_of_orders(written: Written) -> None:
    assert refused(written("Dear team,\nplease find\nthe orders below.\n"))[0] in {
        "not_a_table",
        "layout_unknown",
    }


def test_a_nul_byte_is_named_by_its_line(written: Written) -> None:
    assert refused(written(f"{HEADER}{ROW}".encode() + b"A-2,\x00\n")) == ("nul_character", 3)


def test_windows_text_is_read_and_told(written: Written) -> None:
    path = written(f"{HEADER}A-1,2026-03-02,Stühle,1,5,EUR\n".encode("cp1252"))
    opened = open_file(path)
    assert next((w.code, w.line) for w in opened.warnings) == ("encoding_guessed", 2)


def test_another_alphabet_in_an_unknown_encoding_is_asked_about(written: Written) -> None:
    path = written(HEADER.encode() + "A-1,2026-03-02,лампа,1,5,EUR\n".encode("cp1251"))
    assert refused(path) == ("encoding_unknown", 2)
    assert list(open_file(path, Choices(encoding="cp1251")).read())


def test_a_chosen_encoding_that_does_not_hold(written: Written) -> None:
    path = written(f"{HEADER}A-1,2026-03-02,é,1,5,EUR\n".encode("latin-1"))
    assert refused(path, Choices(encoding="utf-8"))[0] == "encoding_wrong"
    assert refused(path, Choices(encoding="klingon"))[0] == "encoding_wrong"


def test_utf_16_with_its_mark_is_read(written: Written) -> None:
    path = written((HEADER + ROW).encode("utf-16"))
    assert [r for r in open_file(path).read() if getattr(r, "number", "") == "A-1"]


def test_a_cell_of_ten_megabytes(written: Written) -> None:
    path = written(HEADER + 'A-1,2026-03-02,"' + "x" * 10_000_000 + '",1,5,EUR\n')
    assert refused(path)[0] == "line_too_long"


def test_a_quotation_mark_that_never_closes(written: Written) -> None:
    path = written(HEADER + ROW + 'A-2,2026-03-02,"LAMP,1,5,EUR\n' + ROW * 6_000)
    assert refused(path) == ("cell_too_long", 3)


def test_a_million_columns(written: Written) -> None:
    assert refused(written("," * 999_999 + "\n" + ROW))[0] == "too_many_columns"


def test_a_zip_bomb_is_told_from_its_directory(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    assert refused(path)[0] == "zip_bomb"


def test_an_archive_that_is_no_workbook(tmp_path: Path) -> None:
    path = tmp_path / "orders.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert refused(path)[0] == "not_a_table"


@pytest.mark.parametrize("content", ['{"orders": [{"id": 1', "[1, 2]", '{"a": NaN}', "{" * 3_000])
def test_json_that_breaks_off(written: Written, content: str) -> None:
    assert refused(written(content, "orders.json"))[0] == "not_json"


def test_json_of_something_else(shared: Callable[[str], Path]) -> None:
    assert refused(shared("shopify_json/pyapi_product.json"))[0] == "not_orders"


def bomb(path: Path, size: int = 60_000_000) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * size)
    return path


HOSTILE: dict[str, tuple[str, Callable[[Path], object]]] = {
    "one line of 40 MB": ("line_too_long", lambda p: p.write_text(HEADER + "x" * 40_000_000)),
    "a cell of 1 MB": ("line_too_long", lambda p: p.write_text(f"{HEADER}A,{'x' * 1_100_000}\n")),
    "a million columns": ("too_many_columns", lambda p: p.write_text("," * 999_999 + "\n" + ROW)),
    "a NUL": ("nul_character", lambda p: p.write_bytes(HEADER.encode() + b"A\x00,1\n")),
    "a bomb": ("zip_bomb", bomb),
    "a picture called CSV": ("not_a_table", lambda p: p.write_bytes(b"\x89PNG" + b"\x01" * 9_999)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_a_second_of_work(tmp_path: Path, name: str) -> None:
    code, write = HOSTILE[name]
    path = tmp_path / "orders.csv"
    write(path)
    began = time.process_time()
    assert refused(path)[0] == code
    assert time.process_time() - began < 1


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_64_mb(tmp_path: Path, name: str) -> None:
    path = tmp_path / "orders.csv"
    HOSTILE[name][1](path)
    tracemalloc.start()
    try:
        refused(path)
        assert tracemalloc.get_traced_memory()[1] < 64_000_000
    finally:
        tracemalloc.stop()
