"""Which order numbers came by already, in memory that does not grow with the file."""

from __future__ import annotations

import hashlib

_BITS = 27
_MARKS = 4


class Seen:
    """Numbers remembered as four marks each on a field of 16 MB.

    It never forgets a number. Among ten million it takes about one new one in a thousand for known,
    which costs that order its place in the file, and nothing else: it comes in after the others.
    The marks are the same in every process, so that a run goes on where another stopped.
    """

    def __init__(self) -> None:
        self._field = bytearray(1 << (_BITS - 3))

    def again(self, number: str) -> bool:
        """Whether this number was asked for before; from now on it was."""
        told = hashlib.blake2b(number.encode("utf-8", "surrogatepass"), digest_size=4 * _MARKS)
        marks = told.digest()
        known = True
        for start in range(0, 4 * _MARKS, 4):
            place = int.from_bytes(marks[start : start + 4]) >> (32 - _BITS)
            byte, bit = place >> 3, 1 << (place & 7)
            if not self._field[byte] & bit:
                self._field[byte] |= bit
                known = False
        return known
