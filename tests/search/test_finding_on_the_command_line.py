"""`orderkin find` speaks the language of the search box; `orderkin reindex` proves the index."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from orderkin.cli.find_orders import find_orders
from orderkin.cli.reindex import reindex
from orderkin.search.models import Document
from orderkin.search.operators import OPERATORS
from tests.search.conftest import Cast

pytestmark = pytest.mark.django_db


def test_orders_are_printed_newest_first_with_their_family(cast: Cast) -> None:
    done = CliRunner().invoke(find_orders, ["lindqvist", "-kind:parts"])
    numbers = [line.split()[0] for line in done.stdout.splitlines()]
    assert numbers == [cast.orders["addon"].number, cast.orders["ase"].number]
    assert f"Add-on < {cast.orders['parts'].number}" in done.stdout


def test_programs_get_lines_of_json_and_the_cursor(cast: Cast) -> None:
    done = CliRunner().invoke(find_orders, ["created:2026-03", "--limit", "2", "--json"])
    first, second, sums = [json.loads(line) for line in done.stdout.splitlines()]
    assert (first["number"], second["customer_name"]) == (
        cast.orders["addon"].number,
        "Niamh O'Hara",
    )
    assert sums["next"]


def test_nothing_found_and_what_was_not_understood_is_told(cast: Cast) -> None:
    done = CliRunner().invoke(find_orders, ["status:banana"])
    assert done.exit_code == 1
    assert "status:banana means nothing here." in done.stderr


def test_every_operator_is_explained() -> None:
    done = CliRunner().invoke(find_orders, ["--operators"])
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == list(OPERATORS)


def test_a_document_that_differs_is_named_and_written_again(cast: Cast) -> None:
    Document.objects.filter(order=cast.orders["ase"]).update(text="wrong")
    assert cast.orders["ase"].number in CliRunner().invoke(reindex, ["--check"]).stdout
    assert CliRunner().invoke(reindex).stdout == "14 orders can be found.\n"
    assert CliRunner().invoke(reindex, ["--check"]).exit_code == 0
