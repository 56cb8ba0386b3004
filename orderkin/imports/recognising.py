"""What a file is, told from its content, never from its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from orderkin.imports.grouping import Group, groups
from orderkin.imports.guessing import guess, missing
from orderkin.imports.joining import JoinedTable, join
from orderkin.imports.json_orders import OpenedDocuments, open_documents
from orderkin.imports.leftovers import NOTHING, LeftOut, left_out
from orderkin.imports.mapping import Bound, Mapping, bind, fits
from orderkin.imports.opening import look_at
from orderkin.imports.problems import CannotRead, ImportProblem, told
from orderkin.imports.readers import (
    amazon_report,
    ebay,
    etsy,
    faire,
    shopify_csv,
    tiktok,
    woocommerce_csv,
)
from orderkin.imports.rows import NO_CHOICES, Choices, FileFacts, Read
from orderkin.imports.shaping import shape
from orderkin.imports.survey import Settled, must_exist, survey
from orderkin.imports.tables import Rows, Table, open_table

SHIPPED: tuple[Mapping, ...] = (
    shopify_csv.MAPPING,
    woocommerce_csv.MAPPING,
    *amazon_report.MAPPINGS,
    *ebay.MAPPINGS,
    *etsy.MAPPINGS,
    tiktok.MAPPING,
    faire.MAPPING,
)


@dataclass(frozen=True, slots=True)
class OpenedTable:
    """A recognised file, settled and ready to be read as often as needed."""

    facts: FileFacts
    mapping: Mapping
    table: Rows
    bound: Bound
    settled: Settled

    @property
    def name(self) -> str:
        return self.mapping.name

    @property
    def label(self) -> str:
        return self.mapping.label

    @property
    def channel(self) -> str:
        return self.mapping.channel

    @property
    def main_file(self) -> str:
        """Of a set, the file that holds the orders."""
        return self.table.path.name if isinstance(self.table, JoinedTable) else ""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """(field, header) of every column that is used."""
        return tuple(pair for pair in self.mapping.columns if self.bound.has(pair[0]))

    @property
    def warnings(self) -> tuple[ImportProblem, ...]:
        """What holds for the whole file: a guessed encoding, an assumed zone."""
        return self.facts.warnings + self.settled.warnings

    def read(self) -> Iterator[Read]:
        """Every order, cancellation and skipped or refused place, in file order."""
        for found in groups(self.table, self.bound, self.settled, self.facts.sha256):
            yield shape(found, self.bound, self.settled) if isinstance(found, Group) else found


Opened = OpenedTable | OpenedDocuments


@dataclass(frozen=True, slots=True)
class Layout:
    """What a file is, before all of it has been read; `left` are columns its mapping lacks."""

    facts: FileFacts
    name: str
    label: str
    channel: str
    table: Rows | None = None
    mapping: Mapping | None = None
    left: LeftOut = NOTHING

    def must_be_known(self) -> None:
        """Nobody is asked any more: columns that tell something stop it. Raises CannotRead."""
        if self.left.asks:
            columns = ", ".join(self.left.asked)
            raise CannotRead("columns_unknown", columns=columns, mapping=self.name)


def recognise_file(
    path: Path, choices: Choices = NO_CHOICES, saved: Sequence[Mapping] = ()
) -> Layout:
    """Tell what the file is from its beginning. Raises CannotRead."""
    must_exist(choices.currency, choices.zone)
    if path.is_dir():
        return _recognise_set(path, choices, saved)
    facts = look_at(path, choices.encoding)
    if facts.kind == "json":
        found = open_documents(path, facts)
        return Layout(facts, found.name, found.label, found.channel)
    table = open_table(path, facts)
    mapping = recognise(table.header, saved) or _guessed(table)
    left = left_out(mapping, table) if mapping in saved else NOTHING
    if left.columns:
        facts = replace(facts, warnings=(*facts.warnings, _left_out(left, table)))
    return Layout(facts, mapping.name, mapping.label, mapping.channel, table, mapping, left)


def _left_out(left: LeftOut, table: Table) -> ImportProblem:
    columns = told(columns=", ".join(left.columns))
    return ImportProblem("columns_left_out", table.header_line, "", columns, "warning")


def open_file(path: Path, choices: Choices = NO_CHOICES, saved: Sequence[Mapping] = ()) -> Opened:
    """Recognise and settle one file. Raises CannotRead with the reason and the next step."""
    layout = recognise_file(path, choices, saved)
    facts, table, mapping = layout.facts, layout.table, layout.mapping
    if table is None or mapping is None:
        return open_documents(path, facts)
    bound = bind(mapping, table.header)
    return OpenedTable(facts, mapping, table, bound, survey(table, bound, choices))


def _recognise_set(folder: Path, choices: Choices, saved: Sequence[Mapping]) -> Layout:
    """Several files that belong together, laid out by a saved mapping with joins."""
    facts = [(path, look_at(path, choices.encoding)) for path in sorted(folder.iterdir())]
    tables = [open_table(path, one) for path, one in facts if one.kind != "json"]
    for mapping in saved:
        if mapping.joins and any(fits(mapping, table.header) for table in tables):
            joined = join(tables, mapping)
            main = next(one for path, one in facts if path == joined.path)
            return Layout(main, mapping.name, mapping.label, mapping.channel, joined, mapping)
    raise CannotRead("set_unknown", files=len(facts))


def _guessed(table: Rows) -> Mapping:
    """A guess good enough to be shown and confirmed. Raises CannotRead: no_rows, layout_unknown."""
    samples = table.samples()
    if not samples:
        raise CannotRead("no_rows")
    mapping = guess(table.header, samples)
    lacking = missing(mapping)
    if lacking:
        columns = ", ".join(table.header[:12])
        raise CannotRead("layout_unknown", missing=", ".join(lacking), columns=columns)
    return mapping


def recognise(header: Sequence[str], saved: Sequence[Mapping] = ()) -> Mapping | None:
    """The mapping whose columns are there: a saved one first, then the most demanding."""
    ranked = sorted(SHIPPED, key=lambda one: -len(one.needs))
    return next((one for one in (*saved, *ranked) if fits(one, header)), None)
