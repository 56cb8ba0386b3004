"""An import in the background: started, watched, paused, resumed, canceled, undone."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from orderkin.activity.models import Event
from orderkin.customers.models import Customer
from orderkin.imports import queries
from orderkin.imports import run as running
from orderkin.imports.actions.import_slice import import_slice
from orderkin.imports.actions.resume_import import resume_import
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.actions.stop_import import stop_import
from orderkin.imports.actions.undo_import import undo_import
from orderkin.imports.mending import refused_file
from orderkin.imports.models import ImportRun
from orderkin.imports.previewing import preview_import
from orderkin.jobs.worker import do_one
from orderkin.lib.errors import Conflict, Invalid, NotAllowed
from orderkin.notes.models import Note
from orderkin.orders.models import Intent, Order
from orderkin.products.models import Product
from tests.imports.bringing_in import bring_in, someone
from tests.makers import AT, make_actor, make_shop

pytestmark = pytest.mark.django_db(transaction=True)

Shared = Callable[[str], Path]
Written = Callable[..., Path]
REAL = "shopify_csv/devstore_inr_orders_export_scrubbed.csv"


def queued(path: Path) -> ImportRun:
    make_shop()
    with path.open("rb") as content:
        return start_import(actor=someone(), file_name=path.name, content=content, at=AT)


def work() -> bool:
    return do_one("worker", threading.Event())


def between_slices(monkeypatch: pytest.MonkeyPatch, act: Callable[[int], None]) -> None:
    """Do something once, right after the first slice was written."""
    monkeypatch.setattr(running, "SLICE_ORDERS", 10)
    done: list[int] = []

    def slowly(**told: Any) -> ImportRun:
        run = import_slice(**told)
        if not done:
            done.append(run.pk)
            act(run.pk)
        return run

    monkeypatch.setattr(running, "import_slice", slowly)
    monkeypatch.setattr("orderkin.jobs.running.REPORT_EVERY", 0.0)


def test_the_worker_brings_the_file_in(shared: Shared) -> None:
    run = queued(shared(REAL))
    assert queries.one_run(run.pk).state == "waiting"
    assert work()
    view = queries.one_run(run.pk)
    assert (view.state, view.made, view.percent, view.sums) == ("done", 51, 100, {"INR": 59068329})


def test_a_run_can_be_paused_and_goes_on(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued(shared(REAL))
    between_slices(monkeypatch, lambda pk: _stop(pk, "pause"))
    work()
    assert queries.one_run(run.pk).state == "paused"
    assert 0 < Order.objects.count() < 51
    resume_import(actor=someone(), run_id=run.pk, at=AT)
    work()
    assert (queries.one_run(run.pk).state, Order.objects.count()) == ("done", 51)


def _stop(run_id: int, how: Any) -> None:
    stop_import(actor=someone(), run_id=run_id, how=how, at=AT)


def test_a_canceled_run_keeps_what_came_in(shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
    run = queued(shared(REAL))
    between_slices(monkeypatch, lambda pk: _stop(pk, "cancel"))
    work()
    view = queries.one_run(run.pk)
    assert (view.state, view.made) == ("canceled", Order.objects.count())
    with pytest.raises(Conflict, match="ended"):
        _stop(run.pk, "cancel")


def test_a_canceled_run_that_waits_never_begins(shared: Shared) -> None:
    run = queued(shared(REAL))
    _stop(run.pk, "cancel")
    assert not work()
    assert queries.one_run(run.pk).state == "canceled"


def test_a_large_file_that_breaks_off_is_refused_before_anything_is_written(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("orderkin.imports.actions.start_import.SMALL", 0)
    header = "order number,date,sku,quantity,price,currency\n"
    good = "".join(f"A-{n},2026-03-02,L,1,5.00,EUR\n" for n in range(300))
    run = queued(written(header + good + 'A-999,2026-03-02,"L' + "x" * 200_000))
    work()
    view = queries.one_run(run.pk)
    assert (view.state, Order.objects.count()) == ("refused", 0)
    assert "quotation mark" in view.problem


def test_a_viewer_may_not_import(shared: Shared) -> None:
    make_shop()
    viewer = make_actor("Vera Lund", role="viewer")
    with shared(REAL).open("rb") as content, pytest.raises(NotAllowed):
        start_import(actor=viewer, file_name="x.csv", content=content, at=AT)


def test_a_refused_file_leaves_nothing_behind(written: Written, settings: Any) -> None:
    make_shop()
    before = set(Path(settings.UPLOADS).glob("*")) if Path(settings.UPLOADS).exists() else set()
    with written("nothing here").open("rb") as content, pytest.raises(Invalid):
        start_import(actor=someone(), file_name="x.csv", content=content, at=AT)
    assert set(Path(settings.UPLOADS).glob("*")) == before
    assert not ImportRun.objects.exists()


def test_a_file_name_never_becomes_a_path(shared: Shared) -> None:
    make_shop()
    with shared(REAL).open("rb") as content:
        run = start_import(
            actor=someone(), file_name="../../etc/orders.csv", content=content, at=AT
        )
    assert (run.file_name, "/" in run.stored) == ("orders.csv", False)


def test_undo_takes_out_everything_the_import_made(shared: Shared) -> None:
    run = bring_in(shared(REAL))
    undone = undo_import(actor=someone(), run_id=run.pk, at=AT)
    assert (undone.removed, undone.left, undone.kept) == (51, 0, ())
    left = [model.objects.count() for model in (Order, Product, Customer, Intent)]
    assert left == [0, 0, 0, 0]
    assert bring_in(shared(REAL)).made == 51


def test_undo_keeps_an_order_that_somebody_worked_on(shared: Shared) -> None:
    run = bring_in(shared(REAL))
    worked = Order.objects.get(channel_number="#1051")
    actor = someone()
    Note.objects.create(order=worked, kind="general", text="Called", author_id=actor.employee_id,
                        author_email=actor.email, at=AT)  # fmt: skip
    undone = undo_import(actor=actor, run_id=run.pk, at=AT)
    assert (undone.removed, undone.kept) == (50, (worked.number,))
    assert Event.objects.filter(kind="import.undone").exists()


def test_a_dry_run_tells_all_and_writes_nothing(shared: Shared) -> None:
    make_shop()
    with shared("tiktok/invai_tiktok-orders.csv").open("rb") as content:
        preview = preview_import(actor=someone(), contents=[content])
    assert (preview.new, preview.refused, preview.sums) == (3, 1, {"USD": 9488})
    assert not Order.objects.exists()
    assert not ImportRun.objects.exists()


def test_a_dry_run_of_what_is_here_says_so(shared: Shared) -> None:
    bring_in(shared(REAL))
    with shared(REAL).open("rb") as content:
        preview = preview_import(actor=someone(), contents=[content])
    assert (preview.new, preview.already, preview.changed) == (0, 51, 0)


def test_refused_rows_import_after_mending(shared: Shared, written: Written) -> None:
    run = bring_in(shared("tiktok/invai_tiktok-orders.csv"))
    name, pieces = refused_file(run)
    text = "".join(str(piece) for piece in pieces)
    assert (name, text.count("\n")) == ("invai_tiktok-orders-refused.csv", 2)
    mended = bring_in(written(text.replace(",abc,", ",1,")))
    assert (mended.made, mended.refused) == (1, 0)


def test_an_upload_in_a_zip_archive_is_unpacked(shared: Shared, tmp_path: Path) -> None:
    import zipfile

    archive = tmp_path / "set.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as out:
        for name in ("orders", "order_details", "products", "customers"):
            out.write(shared(f"northwind/{name}.csv"), f"{name}.csv")
    import json

    mapping = json.loads((Path(__file__).parent / "mappings/northwind.json").read_text())
    run = bring_in(archive, mapping=mapping)
    assert (run.made, Product.objects.count()) == (830, 77)
