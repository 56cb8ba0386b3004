"""The shape of a postal address, copied whole into every order that uses it (pure)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Address:
    """A postal address as written on a parcel; `country` is ISO 3166 alpha-2 or empty."""

    name: str = ""
    business: str = ""
    line1: str = ""
    line2: str = ""
    postcode: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    phone: str = ""

    @classmethod
    def read(cls, document: Mapping[str, object] | None) -> Address:
        """The address kept in a JSON document; unknown keys are ignored, missing ones empty."""
        kept = document or {}
        return cls(*[str(kept.get(name) or "") for name in _NAMES])

    def document(self) -> dict[str, str]:
        """The JSON document kept with an order or customer."""
        return {name: getattr(self, name) for name in _NAMES}

    def lines(self) -> list[str]:
        """What is printed, line by line, without the empty ones; the country stands last."""
        town = " ".join(part for part in (self.postcode, self.city) if part)
        rows = [self.name, self.business, self.line1, self.line2, town, self.region, self.country]
        return [row for row in rows if row]

    def __bool__(self) -> bool:
        return self != _NOWHERE


_NAMES = tuple(field.name for field in fields(Address))
_NOWHERE = Address()
