"""Uploaded files on disk, under names of our own: a given name never becomes a path."""

from __future__ import annotations

import hashlib
import secrets
import shutil
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from orderkin.imports.archives import members
from orderkin.imports.problems import CannotRead
from orderkin.imports.sheets import LARGEST_RATIO
from orderkin.lib.errors import Invalid

LARGEST = 2_000_000_000
MOST_FILES = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """A file, or a folder of files that belong together, below the uploads folder.

    `names` are what the folder's files were called where they came from.
    """

    stored: str
    sha256: str
    size: int
    names: dict[str, str] = field(default_factory=dict)

    @property
    def path(self) -> Path:
        return place(self.stored)


def place(stored: str) -> Path:
    """Where it lies."""
    return Path(settings.UPLOADS) / stored


def keep(contents: Sequence[BinaryIO]) -> Kept:
    """Copy what was uploaded; several files, or a zip archive of tables, become a folder.

    Raises Invalid (file_too_large), CannotRead (zip_bomb, archive_too_full).
    """
    uploads = Path(settings.UPLOADS)
    uploads.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = secrets.token_hex(16)
    if len(contents) == 1:
        path = uploads / f"{name}.orders"
        size = _copy(contents[0], path)
        try:
            is_set = _is_archive_of_tables(path)
        except CannotRead:
            path.unlink()
            raise
        if not is_set:
            return Kept(path.name, _digest([path]), size)
        folder, told = _unpacked(path, uploads / f"{name}.set")
        if len(told) == 1:  # a table that was only made smaller
            (alone,) = folder.iterdir()
            alone.rename(path)
            folder.rmdir()
            return Kept(path.name, _digest([path]), path.stat().st_size)
    else:
        folder, told = uploads / f"{name}.set", list(map(_told_name, contents))
        folder.mkdir(mode=0o700)
        for number, content in enumerate(contents, start=1):
            _copy(content, folder / f"{number:04}.orders")
    files = sorted(folder.iterdir())
    names = {file.name: name or file.name for file, name in zip(files, told, strict=True)}
    return Kept(folder.name, _digest(files), sum(file.stat().st_size for file in files), names)


def _told_name(content: BinaryIO) -> str:
    """What an upload or an opened file is called, without its folders."""
    return _last_part(str(getattr(content, "name", "") or ""))


def _last_part(name: str) -> str:
    part = name.replace("\\", "/").rpartition("/")[2]
    return "".join(sign for sign in part if sign.isprintable())[:200]


def drop(stored: str) -> None:
    """Remove what was kept."""
    path = place(stored)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _copy(content: BinaryIO, path: Path) -> int:
    size = 0
    with path.open("xb") as out:
        while piece := content.read(1 << 20):
            size += len(piece)
            if size > LARGEST:
                path.unlink()
                raise Invalid(_("The file is larger than 2 GB."), code="file_too_large",
                              field="file")  # fmt: skip
            out.write(piece)
    return size


def _is_archive_of_tables(path: Path) -> bool:
    if not zipfile.is_zipfile(path):
        return False
    names = {member.filename for member in members(path)}
    return "[Content_Types].xml" not in names and any(
        name.lower().endswith((".csv", ".tsv", ".txt", ".json")) for name in names
    )


def _unpacked(path: Path, folder: Path) -> tuple[Path, list[str]]:
    """The archive's tables as files, and their names; its directory is weighed beforehand."""
    folder.mkdir(mode=0o700)
    try:
        with zipfile.ZipFile(path) as archive:
            tables = [one for one in archive.infolist() if not one.is_dir()]
            size = sum(member.file_size for member in tables)
            packed = sum(member.compress_size for member in tables) or 1
            if size > LARGEST or size > packed * LARGEST_RATIO or len(tables) > MOST_FILES:
                raise CannotRead("zip_bomb", unpacked=size, packed=packed)
            for number, member in enumerate(tables, start=1):
                with archive.open(member) as content:
                    _copy(content, folder / f"{number:04}.orders")  # type: ignore[arg-type]
    except (CannotRead, zipfile.BadZipFile, RuntimeError) as wrong:
        shutil.rmtree(folder, ignore_errors=True)
        if isinstance(wrong, CannotRead):
            raise
        raise CannotRead("not_a_table", kind="ZIP") from wrong
    finally:
        path.unlink()
    return folder, [_last_part(member.filename) for member in tables]


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            while piece := file.read(1 << 20):
                digest.update(piece)
    return digest.hexdigest()
