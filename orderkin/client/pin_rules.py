"""Which Security PINs are too easy to guess: rules, not a list (pure)."""

from __future__ import annotations

from itertools import pairwise

LENGTHS = range(6, 11)
TRIES = 5
LOCK_MINUTES = 15


def weakness(pin: str) -> str | None:
    """Why this PIN cannot be used, as a short code; None when it can.

    A PIN is 6 to 10 digits. Refused: one digit over and over, a straight up or down (wrapping
    from 9 to 0), a repeated group (121212, 123123), pairs in a row (112233) and mirrored ones.
    """
    if not (pin.isascii() and pin.isdecimal() and len(pin) in LENGTHS):
        return "pin_not_digits"
    steps = {(int(b) - int(a)) % 10 for a, b in pairwise(pin)}
    if len(steps) == 1:  # one step all along: 000000, 123456, 987654, 135791
        return "pin_straight"
    if any(pin == pin[:n] * (len(pin) // n) for n in range(2, len(pin) // 2 + 1)):
        return "pin_repeats"
    if all(a == b for a, b in zip(pin[::2], pin[1::2], strict=False)):
        return "pin_pairs"
    if pin == pin[::-1]:
        return "pin_mirrored"
    return None
