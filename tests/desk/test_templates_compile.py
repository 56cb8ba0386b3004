"""Every template compiles by itself: a tag without its library is seen here, not by a reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.template.loader import get_template

import orderkin.desk

ROOT = Path(orderkin.desk.__file__).parent / "templates"
NAMES = sorted(str(file.relative_to(ROOT)) for file in ROOT.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_it_compiles(name: str) -> None:
    assert get_template(name) is not None
