"""Every operator of the search language: what it takes and what fits (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Takes = Literal["choice", "text", "number", "dates", "amount", "flag"]


@dataclass(frozen=True, slots=True)
class Operator:
    """One word before the colon.

    `many` operators read a comma as "or"; dates and amounts keep it, because people write 1,000.
    `values` are the fixed choices; those of a client (companies, reasons …) come from its rows.
    """

    name: str
    takes: Takes
    example: str
    values: tuple[str, ...] = ()

    @property
    def many(self) -> bool:
        return self.takes not in ("dates", "amount")


_ALL = (
    Operator("status", "choice", "status:problem"),
    Operator("company", "choice", "company:nordlund"),
    Operator("channel", "choice", "channel:phone"),
    Operator("customer", "text", "customer:lindqvist"),
    Operator("sku", "text", "sku:lamp-shade"),
    Operator("tracking", "text", "tracking:4711"),
    Operator("note", "text", 'note:"call back"'),
    Operator("created", "dates", "created:2026-01..2026-03", ("today", "yesterday", "7d", "30d")),
    Operator("total", "amount", "total:>100"),
    Operator("parent", "number", "parent:1001"),
    Operator("root", "number", "root:1001"),
    Operator("has", "choice", "has:children", ("children", "parent")),
    Operator("kind", "choice", "kind:parts"),
    Operator("reason", "choice", "reason:damaged"),
    Operator("by", "text", "by:anna@example.com", ("me",)),
    Operator("free", "flag", "free:yes", ("yes", "no")),
    Operator("hold", "text", "hold:address", ("yes", "no")),
)

OPERATORS: dict[str, Operator] = {operator.name: operator for operator in _ALL}
