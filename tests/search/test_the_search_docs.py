"""What the search language has, its page in docs names."""

from pathlib import Path

from orderkin.search.operators import OPERATORS

PAGE = Path(__file__).parents[2] / "docs" / "searching.md"


def test_every_operator_is_in_the_docs() -> None:
    page = PAGE.read_text(encoding="utf-8")
    assert [name for name in OPERATORS if f"`{name}:" not in page] == []
