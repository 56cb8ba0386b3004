"""Every table is in a full export or left out by name."""

from __future__ import annotations

from django.apps import apps

from orderkin.exports import parts
from orderkin.exports.lines import KINDS

# What stays behind, and why it may.
LEFT_OUT = {
    "client.SecurityPin": "a secret",
    "client.ApiToken": "a secret",
    "client.ApprovalTries": "a lock on a secret",
    "orders.Intent": "keys of requests that were answered; numbers are reserved again",
    "orders.Deed": "keys of requests that were answered",
}
FEATURES = ("client", "customers", "products", "orders", "notes", "families", "activity")


def test_every_table_of_the_shop_is_kept_or_named_here() -> None:
    kept = {part.model._meta.label for part in parts.KEPT}
    tables = {
        model._meta.label for name in FEATURES for model in apps.get_app_config(name).get_models()
    }
    assert tables - kept == set(LEFT_OUT)


def test_every_column_that_points_at_a_row_has_a_name_for_it() -> None:
    bare = [
        f"{part.model.__name__}.{column.attname}"
        for part in parts.KEPT
        for column in part.columns
        if column.attname.endswith("_id") and not column.points
    ]
    assert bare == []


def test_of_people_nothing_secret_is_kept() -> None:
    names = {column.name for column in parts.EMPLOYEE.columns}
    assert not names & {"password", "last_login"}
    assert names == parts.PEOPLE


def test_the_docs_name_every_kind_of_record() -> None:
    from tests.exports.desks import ROOT

    page = (ROOT / "docs" / "exporting.md").read_text(encoding="utf-8")
    assert [kind for kind in KINDS if f"`{kind}`" not in page] == []
