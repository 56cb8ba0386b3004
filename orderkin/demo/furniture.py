"""The furniture of the demo shop: boards, desks, kits (one inside another), spare parts."""

from typing import Final

from orderkin.demo.companies import FURNITURE
from orderkin.demo.shapes import DemoProduct

_BOARDS: Final = ("ALM-BRD-80-OAK", "ALM-BRD-80-WHT", "ALM-BRD-120-OAK")
_SHELVES: Final = ("ALM-KIT-SHF-4", "ALM-KIT-SHF-4W", "ALM-KIT-SHF-5")
_DESKS: Final = ("ALM-KIT-DSK-140", "ALM-KIT-DSK-LIFT", "ALM-KIT-OFFICE")
_CHAIRS: Final = ("ALM-CHR-KON-BK", "ALM-CHR-KON-GY", "ALM-KIT-OFFICE")


def _ware(
    sku: str,
    name: str,
    price: int,
    cost: int,
    weight: int,
    stock: int,
    popularity: int = 0,
    components: tuple[tuple[str, int], ...] = (),
) -> DemoProduct:
    return DemoProduct(
        sku, name, FURNITURE, price, cost, weight, stock, popularity, True, components
    )


def _part(
    sku: str, name: str, price: int, cost: int, weight: int, stock: int, part_of: tuple[str, ...]
) -> DemoProduct:
    return DemoProduct(
        sku, name, FURNITURE, price, cost, weight, stock, 0, False, (), part_of=part_of
    )


def _extra(
    sku: str,
    name: str,
    price: int,
    cost: int,
    weight: int,
    stock: int,
    popularity: int,
    accessory_of: tuple[str, ...],
) -> DemoProduct:
    return DemoProduct(
        sku,
        name,
        FURNITURE,
        price,
        cost,
        weight,
        stock,
        popularity,
        True,
        accessory_of=accessory_of,
    )


_WARES: Final = (
    _ware("ALM-BRD-80-OAK", "Oak board 80 cm", 3_400, 1_420, 3_900, 212, 6),
    _ware("ALM-BRD-80-WHT", "White board 80 cm", 2_600, 980, 3_700, 168, 5),
    _ware("ALM-BRD-120-OAK", "Oak board 120 cm", 4_800, 2_050, 5_800, 94, 4),
    _ware("ALM-UPR-180", "Steel upright 180 cm", 2_200, 860, 2_900, 140, 3),
    _ware("ALM-UPR-220", "Steel upright 220 cm", 2_700, 1_040, 3_500, 77, 2),
    _ware("ALM-TOP-140-OAK", "Desk top 140 cm, oak", 12_900, 5_600, 17_500, 41, 4),
    _ware("ALM-TOP-160-BIR", "Desk top 160 cm, birch", 11_900, 5_050, 18_200, 23, 3),
    _ware("ALM-LEG-FIX-4", "Desk legs, fixed, set of 4", 5_900, 2_300, 8_400, 66, 3),
    _ware("ALM-FRM-LIFT", "Sit-stand frame, two motors", 32_900, 16_800, 28_000, 19, 3),
    _ware("ALM-CHR-KON-BK", "Task chair Kontor, black", 14_900, 6_700, 13_200, 58, 9),
    _ware("ALM-CHR-KON-GY", "Task chair Kontor, grey", 14_900, 6_700, 13_200, 0, 6),
    _ware("ALM-CHR-DIN", "Dining chair, ash", 8_900, 3_600, 5_600, 120, 6),
    _ware("ALM-TBL-DIN-160", "Dining table 160 cm, ash", 39_900, 19_200, 36_000, 14, 4),
    _ware("ALM-BNC-120", "Bench 120 cm, ash", 13_900, 5_800, 11_400, 27, 4),
    _ware("ALM-DRW-3", "Drawer unit, three drawers", 11_900, 5_100, 16_000, 38, 5),
    _ware("ALM-BED-140", "Bed frame 140 cm, pine", 34_900, 15_900, 41_000, 11, 4),
    _ware("ALM-SLT-140", "Slatted base 140 cm", 8_900, 3_700, 14_000, 25, 2),
    _ware("ALM-WRD-100", "Wardrobe 100 cm, white", 45_900, 21_500, 62_000, 9, 4),
)
_KITS: Final = (
    _ware("ALM-KIT-SHF-4", "Shelf kit, four oak boards", 17_900, 0, 0, 0, 14, (
        ("ALM-BRD-80-OAK", 4), ("ALM-UPR-180", 2), ("ALM-SPR-BRK-8", 1), ("ALM-SPR-MAN-SHF", 1))),
    _ware("ALM-KIT-SHF-4W", "Shelf kit, four white boards", 14_900, 0, 0, 0, 10, (
        ("ALM-BRD-80-WHT", 4), ("ALM-UPR-180", 2), ("ALM-SPR-BRK-8", 1), ("ALM-SPR-MAN-SHF", 1))),
    _ware("ALM-KIT-SHF-5", "Shelf kit, five long oak boards", 28_900, 0, 0, 0, 6, (
        ("ALM-BRD-120-OAK", 5), ("ALM-UPR-220", 2), ("ALM-SPR-BRK-8", 2), ("ALM-SPR-MAN-SHF", 1))),
    _ware("ALM-KIT-DSK-140", "Desk 140 cm, oak, fixed legs", 17_500, 0, 0, 0, 9, (
        ("ALM-TOP-140-OAK", 1), ("ALM-LEG-FIX-4", 1), ("ALM-SPR-SCR-M6", 1),
        ("ALM-SPR-MAN-DSK", 1))),
    _ware("ALM-KIT-DSK-LIFT", "Sit-stand desk 140 cm, oak", 42_900, 0, 0, 0, 8, (
        ("ALM-TOP-140-OAK", 1), ("ALM-FRM-LIFT", 1), ("ALM-SPR-SCR-M8", 1),
        ("ALM-SPR-MAN-DSK", 1))),
    _ware("ALM-KIT-DIN-4", "Dining set, table and four chairs", 69_900, 0, 0, 0, 5, (
        ("ALM-TBL-DIN-160", 1), ("ALM-CHR-DIN", 4), ("ALM-SPR-SCR-M8", 2))),
    _ware("ALM-KIT-BED-140", "Bed 140 cm with slatted base", 41_500, 0, 0, 0, 6, (
        ("ALM-BED-140", 1), ("ALM-SLT-140", 1), ("ALM-SPR-CAM-16", 1))),
    _ware("ALM-KIT-OFFICE", "Home office: desk, drawers, chair", 64_900, 0, 0, 0, 5, (
        ("ALM-KIT-DSK-LIFT", 1), ("ALM-DRW-3", 1), ("ALM-CHR-KON-BK", 1))),
)  # fmt: skip
_PARTS: Final = (
    _part("ALM-SPR-SCR-M6", "Screw M6 × 40, bag of 12", 390, 70, 140, 340, (
        *_BOARDS, *_SHELVES, "ALM-KIT-DSK-140", "ALM-LEG-FIX-4", "ALM-DRW-3")),
    _part("ALM-SPR-SCR-M8", "Screw M8 × 60, bag of 8", 450, 90, 210, 260, (
        "ALM-KIT-DSK-LIFT", "ALM-FRM-LIFT", "ALM-KIT-DIN-4", "ALM-TBL-DIN-160")),
    _part("ALM-SPR-CAM-16", "Cam lock and dowel, bag of 16", 420, 80, 160, 190, (
        "ALM-BED-140", "ALM-KIT-BED-140", "ALM-WRD-100", "ALM-DRW-3")),
    _part("ALM-SPR-BRK-8", "Bracket set, 8 pieces", 980, 260, 720, 85, _SHELVES),
    _part("ALM-SPR-FOOT-4", "Levelling foot, set of 4", 650, 150, 320, 64, (
        *_SHELVES, "ALM-WRD-100", "ALM-DRW-3", "ALM-KIT-DSK-140")),
    _part("ALM-SPR-HNG-2", "Soft-close hinge, pair", 790, 240, 260, 3, ("ALM-WRD-100",)),
    _part("ALM-SPR-MAN-SHF", "Assembly manual, shelves", 200, 25, 60, 500, _SHELVES),
    _part("ALM-SPR-MAN-DSK", "Assembly manual, desks", 200, 25, 60, 500, _DESKS),
    _part("ALM-SPR-CTRL", "Hand control for sit-stand frame", 2_900, 1_150, 180, 12, (
        "ALM-FRM-LIFT", "ALM-KIT-DSK-LIFT", "ALM-KIT-OFFICE")),
    _part("ALM-SPR-CSTR-5", "Castors for task chair, set of 5", 1_400, 480, 610, 31, _CHAIRS),
)  # fmt: skip
_EXTRAS: Final = (
    _extra("ALM-ACC-FELT", "Felt pads, set of 24", 590, 110, 60, 410, 7, (
        "ALM-CHR-DIN", "ALM-KIT-DIN-4", "ALM-BNC-120", "ALM-TBL-DIN-160")),
    _extra("ALM-ACC-OIL", "Hardwax oil 250 ml", 1_850, 720, 340, 73, 4, (
        *_SHELVES, "ALM-TOP-140-OAK", "ALM-TBL-DIN-160", "ALM-BNC-120")),
    _extra("ALM-ACC-CBL", "Cable tray for desks", 2_400, 880, 1_100, 52, 4, _DESKS),
    _extra("ALM-ACC-WALL", "Wall anchor kit", 850, 190, 150, 130, 3, (
        *_SHELVES, "ALM-WRD-100")),
)  # fmt: skip

FURNITURE_PRODUCTS: Final = _WARES + _KITS + _PARTS + _EXTRAS
