"""Codes and labels of recipes, kinds and reasons: what programs and people call them."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from orderkin.lib.errors import Invalid
from orderkin.lib.text import clean

_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


def checked_code(code: str) -> str:
    """A code as programs use it: lower case letters, digits and underscores, at most 40."""
    if not _CODE.fullmatch(code):
        sentence = _("A code begins with a letter and holds only a-z, 0-9 and _, at most 40.")
        raise Invalid(sentence, code="bad_code", field="code")
    return code


def checked_label(label: str, *, field: str) -> str:
    """The trimmed label; empty is refused."""
    text = clean(label, field=field, limit=80)
    if not text:
        raise Invalid(_("This needs a name."), code="name_missing", field=field)
    return text
