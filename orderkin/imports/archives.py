"""What a ZIP archive holds, told from its directory; an oversized directory is never read."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

from orderkin.imports.problems import CannotRead

# 2,000 members of long names; a directory of millions takes seconds and hundreds of megabytes.
LARGEST_DIRECTORY = 1_000_000
_END, _END_SIZE, _LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535
_END64, _LOCATOR64, _END64_SIZE, _LOCATOR64_SIZE = b"PK\x06\x06", b"PK\x06\x07", 56, 20


def members(path: Path) -> list[zipfile.ZipInfo]:
    """What is in the archive. Raises CannotRead: not_a_table, archive_too_full."""
    if directory_size(path) > LARGEST_DIRECTORY:
        raise CannotRead("archive_too_full")
    try:
        with zipfile.ZipFile(path) as archive:
            return archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as wrong:
        raise CannotRead("not_a_table", kind="ZIP") from wrong


def directory_size(path: Path) -> int:
    """Bytes of the archive's directory, as the record at the file's end says; 0 without one."""
    reach = _LONGEST_COMMENT + _END_SIZE + _END64_SIZE + _LOCATOR64_SIZE
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - reach))
        tail = file.read()
    end = len(tail) - _END_SIZE
    if end < 0 or not (tail[end:].startswith(_END) and tail.endswith(b"\0\0")):
        end = tail.rfind(_END)
    if end < 0 or len(tail) < end + _END_SIZE:
        return 0
    told: int = struct.unpack_from("<I", tail, end + 12)[0]
    locator = end - _LOCATOR64_SIZE
    large = locator - _END64_SIZE
    if large >= 0 and tail.startswith(_LOCATOR64, locator) and tail.startswith(_END64, large):
        told = struct.unpack_from("<Q", tail, large + 40)[0]
    return told
