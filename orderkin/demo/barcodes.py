"""Barcodes of the demo shop: EAN-13 from the in-store range, so that none is somebody's product."""


def check_digit(digits: str) -> int:
    """The last digit of an EAN-13, from its first twelve (GS1: weights 1 and 3, from the left)."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits))
    return -total % 10


def in_store_barcode(position: int) -> str:
    """The barcode of the product at this position; the prefix 20 to 29 never leaves a shop."""
    body = f"24{position:010d}"
    return f"{body}{check_digit(body)}"
