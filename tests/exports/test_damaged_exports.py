"""A full export that was cut off or changed is refused whole, with a sentence."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from orderkin.customers.models import Customer
from orderkin.exports import lines
from orderkin.exports.documents import found, named, names_in
from orderkin.exports.reading import is_full_export, prove
from orderkin.lib.errors import Invalid
from orderkin.orders.models import Order
from orderkin.products.models import Product
from tests.exports.desks import bring, clear_desk, fill_desk, write

needs_database = pytest.mark.django_db(transaction=True)

Damage = Callable[[bytes], bytes]
DAMAGE: dict[str, tuple[str, Damage]] = {
    "cut within a line": ("export_cut_off", lambda b: b[: len(b) // 2]),
    "cut between lines": ("export_cut_off", lambda b: b[: b.rindex(b"\n", 0, len(b) // 2) + 1]),
    "without its last line": ("export_cut_off", lambda b: b[: b.rindex(b"\n", 0, -1) + 1]),
    "one figure changed": ("export_changed", lambda b: b.replace(b'"EUR"', b'"USD"', 1)),
    "a line twice": ("export_changed", lambda b: _twice(b, b'{"order"')),
    "a line gone": ("export_changed", lambda b: b"".join(_without(b, b'{"relation"'))),
    "line ends changed": ("export_changed", lambda b: b.replace(b"\n", b"\r\n")),
    "nonsense inside": ("export_unreadable", lambda b: b.replace(b'{"order"', b"{order", 1)),
    "an unknown record": ("export_unreadable", lambda b: b.replace(b'{"parts"', b'{"spell"', 1)),
    "from the future": ("export_newer", lambda b: b.replace(b'"format":1', b'"format":2', 1)),
}


def _twice(content: bytes, beginning: bytes) -> bytes:
    at = content.index(beginning)
    end = content.index(b"\n", at) + 1
    return content[:end] + content[at:end] + content[end:]


def _without(content: bytes, beginning: bytes) -> list[bytes]:
    return [line for line in content.splitlines(True) if not line.startswith(beginning)]


@needs_database
def test_damage_of_any_kind_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    fill_desk()
    whole = write(tmp_path / "whole.jsonl").read_bytes()
    clear_desk()
    file, told = tmp_path / "damaged.jsonl", {}
    for name, (_code, damage) in DAMAGE.items():
        file.write_bytes(damage(whole))
        with pytest.raises(Invalid) as refused:
            bring(file)
        told[name] = refused.value.code
    assert told == {name: code for name, (code, _damage) in DAMAGE.items()}
    assert [model.objects.exists() for model in (Order, Customer, Product)] == [False] * 3


@needs_database
def test_a_record_that_names_nobody_writes_nothing_of_its_slice(tmp_path: Path) -> None:
    fill_desk()
    file = write(tmp_path / "whole.jsonl")
    clear_desk()
    _forge(file, b'"channel":"Almhult Hem web shop"', b'"channel":"Nobody"')
    with pytest.raises(Invalid) as refused:
        bring(file)
    assert refused.value.code == "export_unreadable"
    assert not Order.objects.exists()


def _forge(file: Path, before: bytes, after: bytes) -> None:
    """Somebody changes the file and seals it anew."""
    first, *middle, _last = file.read_bytes().splitlines(True)
    seal = lines.Seal()
    body = [seal.add(lines.read(x)[0], x) for x in (y.replace(before, after) for y in middle)]
    file.write_bytes(b"".join([first, *body, lines.record(lines.END, seal.body())]))


@given(st.binary(max_size=200))
def test_any_bytes_after_the_first_line_are_refused(content: bytes) -> None:
    file = Path(_scratch()) / "any.jsonl"
    file.write_bytes(lines.record(lines.BEGINNING, {"format": 1}) + content)
    with pytest.raises(Invalid):
        prove(file)


def _scratch() -> str:
    from tests.settings import DATA_OF_RUN

    return str(DATA_OF_RUN)


def test_another_json_file_is_no_full_export(tmp_path: Path) -> None:
    file = tmp_path / "orders.json"
    file.write_text('{"orders": []}', encoding="utf-8")
    assert not is_full_export(file)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["line", "note", "units", "x", "@"]), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["line", "note", "units", "@@"]), _json))
def test_ids_in_documents_become_names_and_ids_again(document: dict[str, object]) -> None:
    exported = named(document, lambda _kind, pk: f"n{pk}")
    assert all(name.startswith("n") for _kind, name in names_in(exported))
    assert found(exported, lambda _kind, name: int(name[1:])) == document
