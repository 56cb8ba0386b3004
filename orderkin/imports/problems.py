"""What is wrong with a place in a file, and the two ways of stopping at it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Weight = Literal["refused", "warning", "skipped"]
Values = tuple[tuple[str, str], ...]
# Physical lines as (first, last), in order.
Spans = tuple[tuple[int, int], ...]
# Physical lines of the other files of a set, as (file, first, last).
Elsewhere = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class ImportProblem:
    """Something to tell about a place in the file; `line` counts from 1, 0 is the whole file.

    Of a set, `file` names a side file; the main file goes without. `elsewhere` are lines of side
    files that share the fate of `lines`.
    `code` is stable; the sentence for people is made from `code` and `values` in their language.
    """

    code: str
    line: int = 0
    column: str = ""
    values: Values = ()
    weight: Weight = "refused"
    number: str = ""
    lines: Spans = ()
    file: str = ""
    elsewhere: Elsewhere = ()


class CannotRead(Exception):
    """The whole file is refused; `problem` says why and where."""

    def __init__(self, code: str, *, line: int = 0, column: str = "", **values: object) -> None:
        super().__init__(code)
        self.problem = ImportProblem(code, line, column, told(**values))

    @classmethod
    def again(cls, problem: ImportProblem) -> CannotRead:
        """The refusal that another process met."""
        return cls(problem.code, line=problem.line, column=problem.column, **dict(problem.values))


class Unreadable(Exception):
    """One cell or one order cannot be understood; the rest of the file may still come in."""

    def __init__(self, code: str, *, line: int = 0, column: str = "", **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.line = line
        self.column = column
        self.values = told(**values)


def told(**values: object) -> Values:
    """The figures a sentence needs, as text short enough for a table."""
    return tuple((name, str(value)[:120]) for name, value in values.items())


def spans(pairs: Iterable[tuple[int, int]]) -> Spans:
    """Line ranges in order, neighbours joined."""
    joined: list[tuple[int, int]] = []
    for first, last in sorted(pairs):
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(last, joined[-1][1]))
        else:
            joined.append((first, last))
    return tuple(joined)
