"""docs/importing.md names every meaning, choice and outcome that the code knows."""

from __future__ import annotations

from pathlib import Path

from orderkin.imports.mapping import FIELDS
from orderkin.imports.models import ImportVerdict
from orderkin.imports.recognising import SHIPPED

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "importing.md").read_text(encoding="utf-8")


def test_every_meaning_of_a_column_is_named() -> None:
    bare = {name.removeprefix("billing_").removeprefix("shipping_to_") for name in FIELDS}
    assert {name for name in bare if name not in TEXT} == set()


def test_every_outcome_is_explained() -> None:
    outcomes = {"made", "already", "changed", "refused", "skipped", "warning"}
    assert {name for name in outcomes if f"| {name} |" not in TEXT} == set()
    assert ImportVerdict._meta.get_field("outcome").max_length == 8


def test_every_channel_is_named() -> None:
    names = {"shopify", "woocommerce", "amazon", "ebay", "etsy", "tiktok", "faire"}
    assert {mapping.channel for mapping in SHIPPED} == names
    assert {name for name in names if name not in TEXT.casefold()} == set()
