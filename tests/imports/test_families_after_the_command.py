"""After an import at the command line the desk looks for families, as after one of the page."""

from __future__ import annotations

import threading

import pytest

from orderkin.imports.reading_proposals import last_search
from orderkin.imports.stored_proposals import open_proposals
from orderkin.jobs.worker import do_one
from tests.imports.test_a_run_in_the_queue import Written
from tests.imports.test_the_import_command import command

pytestmark = pytest.mark.django_db(transaction=True)

TABLE = """order number,date,sku,quantity,price,currency
1001,2026-03-02,LAMP,1,49.00,EUR
1001-RESHIP,2026-03-05,LAMP,1,0.00,EUR
"""


def test_the_command_has_the_desk_look_and_says_so(written: Written) -> None:
    done = command(written(TABLE))
    search = last_search()
    assert (search.state if search else "", "Family proposals" in done.stderr) == ("waiting", True)
    do_one("worker", threading.Event())
    assert open_proposals().count() == 1


def test_a_file_that_brings_nothing_new_starts_no_search(written: Written) -> None:
    command(written(TABLE))
    again = command(written(TABLE))
    assert "Family proposals" not in again.stderr
