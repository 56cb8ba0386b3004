"""A dry run counts what the run will do, credits, refunds and notes that come alone among it."""

from __future__ import annotations

import io
import json
import threading
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from orderkin.cli.import_orders import import_orders
from orderkin.imports.models import ImportRun, ImportVerdict
from orderkin.imports.previewing import Preview, preview_import
from orderkin.imports.queries import verdicts_of
from orderkin.jobs import worker
from tests.doors import Desk
from tests.imports.bringing_in import bring_in, someone
from tests.imports.test_a_run_in_the_queue import Shared, Written
from tests.imports.test_what_the_channel_changed import BACK, LEDGER, SALE
from tests.makers import make_actor, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

NOTES = "woocommerce_json/order-notes.json"
WHOLESALER: dict[str, Any] = json.loads(
    (Path(__file__).parent / "mappings/wholesaler.json").read_text()
)
STRANGER = BACK.replace("17850.0", "99999.0")
NOBODY = BACK.replace("17850.0", "").replace("C5009", "C5010")


def tried(path: Path, mapping: dict[str, Any] | None = None) -> Preview:
    make_shop()
    with path.open("rb") as content:
        return preview_import(actor=someone(), contents=[content], mapping=mapping)


def same(preview: Preview, run: ImportRun) -> None:
    foretold = (preview.new, preview.already, preview.changed, preview.refused)
    assert foretold == (run.made, run.already, run.changed, run.refused)


def command(*arguments: object) -> Result:
    make_shop()
    return CliRunner().invoke(import_orders, [str(one) for one in arguments])


@pytest.mark.parametrize("name", [NOTES, "woocommerce_json/refund-single.json",
                                  "woocommerce_json/refunds-all.json"])  # fmt: skip
def test_additions_whose_order_is_not_here_are_refused_before(name: str, shared: Shared) -> None:
    preview = tried(shared(name))
    assert preview.refused > 0
    same(preview, bring_in(shared(name)))


@pytest.mark.parametrize("rows", [SALE + BACK, BACK, SALE + STRANGER, SALE + NOBODY,
                                  SALE + BACK.replace("-2", "-9")])  # fmt: skip
def test_credits_are_foretold_from_the_file_itself(rows: str, written: Written) -> None:
    path = written(LEDGER + rows)
    preview = tried(path, WHOLESALER)
    same(preview, bring_in(path, mapping=WHOLESALER))
    same(tried(path, WHOLESALER), bring_in(path, mapping=WHOLESALER))


def test_credits_are_foretold_from_what_is_here(written: Written) -> None:
    bring_in(written(LEDGER + SALE), mapping=WHOLESALER)
    path = written(LEDGER + BACK + BACK.replace("C5009", "C5011").replace("-2", "-9"))
    preview = tried(path, WHOLESALER)
    assert (preview.changed, preview.additions) == (2, 2)
    same(preview, bring_in(path, mapping=WHOLESALER))


def test_a_real_ledger_is_refused_as_foretold(shared: Shared, written: Written) -> None:
    path = shared("uci_online_retail/online_retail_2010-12.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)[1:3_000]
    path = written(LEDGER + "".join(lines))
    preview = tried(path, WHOLESALER)
    run = bring_in(path, mapping=WHOLESALER)
    assert (preview.new, preview.refused) == (run.made, run.refused)


def test_the_command_prints_each_and_ends_with_2(shared: Shared) -> None:
    done = command(shared(NOTES), "--dry-run", "--all-verdicts")
    assert (done.exit_code, "19 refused" in done.stdout) == (2, True)
    assert done.stdout.count("it belongs to is not here") == 19


def test_the_button_says_what_it_will_do(written: Written) -> None:
    bring_in(written(LEDGER + SALE), mapping=WHOLESALER)
    client = Desk(make_actor("Ida Holt")).client
    given = {"try": "yes", "file": upload(LEDGER + BACK, "ledger.csv"),
             "mapping": upload(json.dumps({**WHOLESALER, "name": "ledger"}), "m.json")}  # fmt: skip
    place = client.post("/imports/", given)["Location"]
    while worker.do_one("test", threading.Event()):
        pass
    assert "Take over 1 change<" in client.get(place).content.decode()


def upload(text: str, name: str) -> io.BytesIO:
    file = io.BytesIO(text.encode())
    file.name = name
    return file


UNKNOWN_BUYER = "takes back 2 × L1 (5.10 GBP), but no earlier order of customer 99999"
NO_BUYER = "2 × L1 (5.10 GBP) and names neither"


@pytest.mark.parametrize(
    ("rows", "told"), [(SALE + STRANGER, UNKNOWN_BUYER), (SALE + NOBODY, NO_BUYER)]
)
def test_a_refused_credit_says_what_and_whose(rows: str, told: str, written: Written) -> None:
    run = bring_in(written(LEDGER + rows), mapping=WHOLESALER)
    assert ImportVerdict.objects.filter(run=run, outcome="refused").count() == 1
    sentence = verdicts_of(run.pk, outcome="refused").rows[0].sentence
    assert told in sentence
    assert "–" not in sentence
