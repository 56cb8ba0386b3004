"""Columns of a file that the saved mapping which recognises it says nothing about (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from orderkin.imports.guessing import guess
from orderkin.imports.mapping import Mapping
from orderkin.imports.tables import Row, Rows, heading


@dataclass(frozen=True, slots=True)
class LeftOut:
    """`asks` are (field, header) of columns that seem to tell something; `told` are the others."""

    asks: tuple[tuple[str, str], ...] = ()
    told: tuple[str, ...] = ()

    @property
    def asked(self) -> tuple[str, ...]:
        """The headers to be asked about."""
        return tuple(header for _field, header in self.asks)

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is to be named when the file is read without them."""
        return self.asked + self.told


NOTHING = LeftOut()


def left_out(mapping: Mapping, table: Rows) -> LeftOut:
    """What a saved mapping does not know of this table.

    A mapping made from a whole header knows each of its columns, so a further one is news: asked
    about where its name and cells speak for a field, else told. One that is recognised by a few
    columns leaves others out on purpose; of those only the speaking ones are told.
    """
    named = {heading(name) for name in mapping.needs}
    used = {heading(name) for _field, name in mapping.columns}
    new = [name for name in table.header if heading(name) not in named | used]
    if not new or mapping.joins:
        return NOTHING
    speaking = _speaking(mapping, table.header, new, table.samples())
    if not used <= named:
        return LeftOut(told=tuple(name for _field, name in speaking))
    asked = {name for _field, name in speaking}
    return LeftOut(speaking, tuple(name for name in new if name not in asked))


def _speaking(
    mapping: Mapping, header: Sequence[str], new: Sequence[str], samples: Sequence[Row]
) -> tuple[tuple[str, str], ...]:
    """(field, header) of new columns that hold something and mean what no column means yet."""
    known = {field for field, _name in mapping.columns}
    names = [
        name if name in new and any(_filled(row, place) for row in samples) else ""
        for place, name in enumerate(header)
    ]
    return tuple(pair for pair in guess(names, samples).columns if pair[0] not in known)


def _filled(row: Row, place: int) -> bool:
    return place < len(row.cells) and bool(row.cells[place].strip())
