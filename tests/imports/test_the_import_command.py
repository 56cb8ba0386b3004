"""`orderkin import` at the command line: what it prints, and its exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from orderkin.cli.import_orders import import_orders
from orderkin.lib.errors import Invalid
from orderkin.orders.models import Order
from tests.makers import make_shop

pytestmark = pytest.mark.django_db(transaction=True)

Shared = Callable[[str], Path]
REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"


def command(*arguments: object) -> Result:
    make_shop()
    return CliRunner().invoke(import_orders, [str(one) for one in arguments])


def test_a_whole_file_ends_with_0_and_its_sums(shared: Shared) -> None:
    done = command(shared(REAL))
    assert done.exit_code == 0
    assert "51 imported, 0 here already, 0 changed, 0 refused" in done.stdout
    assert "₹590,683.29" in done.stdout


def test_the_same_file_again_says_so(shared: Shared) -> None:
    command(shared(REAL))
    assert "0 imported, 51 here already" in command(shared(REAL)).stdout


def test_refused_rows_end_with_2_and_their_line(shared: Shared) -> None:
    done = command(shared("tiktok/invai_tiktok-orders.csv"))
    assert done.exit_code == 2
    assert "abc is not a quantity" in done.stdout


def test_json_has_a_line_for_each_verdict(shared: Shared) -> None:
    done = command(shared("tiktok/invai_tiktok-orders.csv"), "--json", "--all-verdicts")
    told = [json.loads(line) for line in done.stdout.splitlines()]
    assert (told[0]["made"], told[0]["refused"]) == (3, 1)
    assert [one["line"] for one in told[1:] if one["outcome"] == "refused"] == [6]


def test_a_dry_run_writes_nothing(shared: Shared) -> None:
    done = command(shared(REAL), "--dry-run")
    assert "would import 51 orders with 121 lines" in done.stdout
    assert not Order.objects.exists()


def test_a_file_that_is_no_table_says_what_to_do(shared: Shared) -> None:
    done = command(shared("shopify_json/pyapi_product.json"))
    assert isinstance(done.exception, Invalid)
    assert "Export the orders themselves" in str(done.exception)


def test_several_files_are_one_set_when_the_mapping_joins_them(shared: Shared) -> None:
    mapping = Path(__file__).parent / "mappings/northwind.json"
    files = [shared(f"northwind/{n}.csv") for n in ("products", "orders", "order_details")]
    done = command(*files, shared("northwind/customers.csv"), "--mapping", mapping)
    assert "830 imported" in done.stdout


def test_a_currency_can_be_named(shared: Shared) -> None:
    command(shared("faire/faire_orders.csv"), "--currency", "usd")
    assert list(Order.objects.values_list("currency", flat=True)) == ["USD", "USD"]
