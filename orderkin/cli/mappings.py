"""A mapping named on the command line, read and checked before anything is read with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from orderkin.imports.mapping_files import LARGEST, NotAMapping
from orderkin.imports.saying import mapping_sentence
from orderkin.lib.errors import Invalid


def read_mapping(file: Path, document: Callable[[bytes], dict[str, Any]]) -> dict[str, Any]:
    """The mapping in `file`. Raises Invalid (bad_mapping) with the file and the field."""
    with file.open("rb") as content:
        raw = content.read(LARGEST + 1)
    try:
        return document(raw)
    except NotAMapping as wrong:
        sentence = mapping_sentence(wrong, file.name)
        raise Invalid(sentence, code="bad_mapping", field="mapping") from wrong
