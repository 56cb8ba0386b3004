"""The lamps of the demo shop: lamps, two kits, shades and other spare parts, bulbs."""

from typing import Final

from orderkin.demo.companies import LAMPS
from orderkin.demo.shapes import DemoProduct

_ARC: Final = ("WIC-ARC-BK", "WIC-ARC-WH")
_TASK: Final = ("WIC-TSK-BK", "WIC-TSK-GN")
_E27: Final = (*_ARC, "WIC-PND-30", "WIC-PND-45", "WIC-FLR-TRI", "WIC-KIT-PND-3")
_E14: Final = ("WIC-TBL-CER", "WIC-WAL-BRS", *_TASK)

LAMP_PRODUCTS: Final = tuple(
    DemoProduct(sku, name, LAMPS, price, cost, weight, stock, popularity, alone, kit, part, extra)
    for sku, name, price, cost, weight, stock, popularity, alone, kit, part, extra in (
        ("WIC-ARC-BK", "Arc floor lamp, black", 14_900, 6_100, 9_800, 12, 12, True, (), (), ()),
        ("WIC-ARC-WH", "Arc floor lamp, white", 14_900, 6_100, 9_800, 21, 10, True, (), (), ()),
        ("WIC-TSK-BK", "Clamp task lamp, black", 6_900, 2_500, 2_100, 64, 10, True, (), (), ()),
        ("WIC-TSK-GN", "Clamp task lamp, moss", 6_900, 2_500, 2_100, 7, 6, True, (), (), ()),
        ("WIC-PND-30", "Pendant lamp 30 cm, opal", 8_900, 3_300, 2_400, 48, 9, True, (), (), ()),
        ("WIC-PND-45", "Pendant lamp 45 cm, opal", 12_900, 5_000, 4_100, 17, 6, True, (), (), ()),
        ("WIC-TBL-CER", "Table lamp, ceramic", 7_900, 2_900, 3_200, 39, 8, True, (), (), ()),
        ("WIC-WAL-BRS", "Wall lamp, brass", 9_500, 3_900, 1_700, 33, 6, True, (), (), ()),
        ("WIC-FLR-TRI", "Tripod floor lamp, beech", 18_900, 8_200, 7_600, 15, 6, True, (), (), ()),
        ("WIC-KIT-PND-3", "Pendant trio on one canopy", 25_900, 0, 0, 0, 6, True, (
            ("WIC-PND-30", 3), ("WIC-SPR-CNP-3", 1), ("WIC-SPR-MAN", 1)), (), ()),
        ("WIC-KIT-READ", "Reading corner, two lamps", 27_900, 0, 0, 0, 4, True, (
            ("WIC-FLR-TRI", 1), ("WIC-WAL-BRS", 1), ("WIC-ACC-E27", 1),
            ("WIC-ACC-E14", 1)), (), ()),
        ("WIC-SPR-SHD-ARC", "Shade for arc lamp", 3_200, 1_050, 900, 18, 0, False, (),
            _ARC, ()),
        ("WIC-SPR-SHD-PND", "Opal glass 30 cm", 2_800, 940, 1_200, 26, 0, False, (), (
            "WIC-PND-30", "WIC-KIT-PND-3"), ()),
        ("WIC-SPR-BASE", "Weighted base for arc lamp", 4_500, 1_700, 5_200, 6, 0, False, (),
            _ARC, ()),
        ("WIC-SPR-PSU", "Power supply 24 V", 1_900, 690, 240, 44, 0, False, (), _TASK, ()),
        ("WIC-SPR-CNP-3", "Ceiling canopy for three", 2_400, 810, 1_300, 22, 0, False, (), (
            "WIC-KIT-PND-3",), ()),
        ("WIC-SPR-MAN", "Fitting manual and drill template", 200, 30, 70, 300, 0, False, (), (
            "WIC-PND-30", "WIC-PND-45", "WIC-WAL-BRS", "WIC-KIT-PND-3"), ()),
        ("WIC-ACC-E27", "Bulb E27, warm, 806 lm", 790, 210, 80, 620, 9, True, (), (), _E27),
        ("WIC-ACC-E14", "Bulb E14, warm, 470 lm", 690, 180, 60, 480, 6, True, (), (), _E14),
        ("WIC-ACC-DIM", "Plug-in dimmer", 1_790, 640, 150, 95, 5, True, (), (), (
            *_ARC, "WIC-TBL-CER", "WIC-FLR-TRI")),
    )
)  # fmt: skip
