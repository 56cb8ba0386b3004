"""Who does something, and through which door."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Door = Literal["desk", "api", "cli", "import", "job", "system"]


@dataclass(frozen=True, slots=True)
class Actor:
    """The person (or the system) behind an action; carried from the door to the event.

    `employee_id` is None only for the system itself. `zone` is an IANA time zone name and decides
    how dates are shown to this actor, never how they are stored.
    """

    employee_id: int | None
    email: str
    name: str
    role: str
    door: Door
    rights: frozenset[str] = field(default_factory=frozenset)
    zone: str = "UTC"
    errand: int = 0

    @property
    def employee(self) -> int:
        """The employee's id; 0, which nobody has, for the system itself."""
        return self.employee_id or 0

    def may(self, right: str) -> bool:
        """Whether the rights table grants `right` to this actor."""
        return right in self.rights
