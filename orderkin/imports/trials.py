"""What a dry run found, kept with its run and read again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from orderkin.imports.models import ImportRun
from orderkin.imports.previewing import Preview
from orderkin.imports.problems import ImportProblem
from orderkin.imports.rows import ImportedOrder
from orderkin.imports.saying import say

_SHOWN_LINES = 3
_COUNTS = ("new", "already", "changed", "refused", "skipped", "additions", "lines")


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """A line as it would come in; the price in minor units of the order's currency."""

    quantity: int
    sku: str
    name: str
    unit_price: int


@dataclass(frozen=True, slots=True)
class Example:
    """An order as it would come in, its first lines, and how many it has."""

    number: str
    placed_at: datetime
    customer: str
    email: str
    currency: str
    total: int
    line_count: int
    lines: tuple[ExampleLine, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A place in the file to look at: refused, or a warning."""

    line: int
    column: str
    weight: str
    number: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Trial:
    """What would come in; `sums` are minor units of new orders per currency."""

    new: int
    already: int
    changed: int
    refused: int
    skipped: int
    additions: int
    lines: int
    sums: Mapping[str, int]
    examples: tuple[Example, ...]
    found: tuple[Found, ...]

    @property
    def brings(self) -> bool:
        """Whether an import would write anything."""
        return bool(self.new or self.changed)


def trial_of(run_id: int) -> Trial | None:
    """What the dry run of this import found; None when it had none."""
    tried = ImportRun.objects.filter(pk=run_id).values_list("tried", flat=True).first()
    return _trial(tried) if tried else None


def document(preview: Preview) -> dict[str, Any]:
    """The preview as it is kept."""
    counts = {name: getattr(preview, name) for name in _COUNTS}
    examples = [_kept_example(order) for order in preview.examples]
    found = [_kept_problem(problem) for problem, _sentence in preview.problems]
    return {**counts, "sums": dict(preview.sums), "examples": examples, "found": found}


def _kept_example(order: ImportedOrder) -> dict[str, Any]:
    lines = [
        {"quantity": one.quantity, "sku": one.sku, "name": one.name, "unit_price": one.unit_price}
        for one in order.lines[:_SHOWN_LINES]
    ]
    return {
        "number": order.number,
        "placed_at": order.placed_at.isoformat(),
        "customer": order.customer.name,
        "email": order.customer.email,
        "currency": order.currency,
        "total": order.total,
        "line_count": len(order.lines),
        "lines": lines,
    }


def _kept_problem(problem: ImportProblem) -> dict[str, Any]:
    return {
        "code": problem.code,
        "line": problem.line,
        "column": problem.column,
        "values": dict(problem.values),
        "weight": problem.weight,
        "number": problem.number,
    }


def _trial(kept: Mapping[str, Any]) -> Trial:
    counts = {name: int(kept[name]) for name in _COUNTS}
    examples = tuple(map(_example, kept["examples"]))
    return Trial(
        sums=dict(kept["sums"]),
        examples=examples,
        found=tuple(map(_found, kept["found"])),
        **counts,
    )


def _example(kept: Mapping[str, Any]) -> Example:
    lines = tuple(ExampleLine(**line) for line in kept["lines"])
    at = datetime.fromisoformat(kept["placed_at"])
    return Example(**{**kept, "lines": lines, "placed_at": at})


def _found(kept: Mapping[str, Any]) -> Found:
    told = say(kept["code"], kept["values"], line=kept["line"], column=kept["column"])
    return Found(kept["line"], kept["column"], kept["weight"], kept["number"], told)
