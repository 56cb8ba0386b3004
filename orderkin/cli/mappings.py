"""A mapping named on the command line, read and checked before anything is read with it."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from orderkin.imports.mapping_files import LARGEST, NotAMapping, mapping_document
from orderkin.imports.saved import saved_document
from orderkin.imports.saying import mapping_sentence
from orderkin.lib.errors import Invalid


def chosen_mapping(named: str) -> dict[str, Any]:
    """The mapping in the file called so, or saved under that name. Raises Invalid."""
    if Path(named).is_file():
        return read_mapping(Path(named), mapping_document)
    saved = saved_document(named)
    if saved is None:
        sentence = _("There is no file and no saved mapping called %(name)s.") % {"name": named}
        raise Invalid(sentence, code="bad_mapping", field="mapping")
    return saved


def read_mapping(file: Path, document: Callable[[bytes], dict[str, Any]]) -> dict[str, Any]:
    """The mapping in `file`. Raises Invalid (bad_mapping) with the file and the field."""
    with file.open("rb") as content:
        raw = content.read(LARGEST + 1)
    try:
        return document(raw)
    except NotAMapping as wrong:
        sentence = mapping_sentence(wrong, file.name)
        raise Invalid(sentence, code="bad_mapping", field="mapping") from wrong
