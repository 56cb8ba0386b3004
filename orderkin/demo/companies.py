"""The two brands of the demo shop and the three channels they sell through."""

from typing import Final

from orderkin.demo.shapes import DemoChannel, DemoCompany

FURNITURE: Final = "almgrove"
LAMPS: Final = "wickenlight"

COMPANIES: Final = (
    DemoCompany(FURNITURE, "Almgrove Furniture", "desk@almgrove.example"),
    DemoCompany(LAMPS, "Wickenlight Lamps", "desk@wickenlight.example"),
)
CHANNELS: Final = (
    DemoChannel("web", "Web shop", "web", FURNITURE, 46),
    DemoChannel("market", "Marketplace", "marketplace", LAMPS, 38),
    DemoChannel("phone", "Phone", "phone", FURNITURE, 16),
)
