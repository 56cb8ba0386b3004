"""The three people who sign in to the demo shop, and the colleagues who wrote its older notes."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """An employee of the demo client; `zone` is the IANA time zone their times are shown in."""

    role: str
    name: str
    email: str
    zone: str


ADMIN: Final = DemoPerson(
    "client_admin", "Ingrid Solheim", "ingrid@almgrove.example", "Europe/Oslo"
)
AGENT: Final = DemoPerson("agent", "Tomás Ferreira", "tomas@almgrove.example", "Europe/Vienna")
VIEWER: Final = DemoPerson("viewer", "Priya Nair", "priya@almgrove.example", "Europe/London")
PEOPLE: Final = (ADMIN, AGENT, VIEWER)
