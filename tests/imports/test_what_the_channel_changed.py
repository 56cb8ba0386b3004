"""The same order again: only what the channel owns is taken over, once."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db.models import Sum

from orderkin.imports.models import ImportVerdict
from orderkin.notes.models import Note
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.models import Order, Payment
from tests.imports.bringing_in import bring_in, order, someone
from tests.imports.conftest import cents
from tests.makers import AT

pytestmark = pytest.mark.django_db(transaction=True)

Written = Callable[..., Path]
HEADER = (
    "Name,Created at,Currency,Financial Status,Fulfillment Status,Fulfilled at,Total,"
    "Refunded Amount,Cancelled at,Lineitem name,Lineitem sku,Lineitem quantity,Lineitem price\n"
)


def export(
    *, paid: str = "pending", shipped: str = "", refunded: str = "0", canceled: str = ""
) -> str:
    at = "2026-02-03 10:00:00 +0000" if shipped else ""
    return (
        f"{HEADER}#7001,2026-02-01 09:00:00 +0000,EUR,{paid},{shipped},{at},24.00,"
        f"{refunded},{canceled},Lamp,IMP-LAMP,2,12.00\n"
    )


def test_a_payment_and_a_parcel_are_taken_over(written: Written) -> None:
    bring_in(written(export()))
    run = bring_in(written(export(paid="paid", shipped="fulfilled")))
    again = order("#7001")
    assert (run.made, run.changed) == (0, 1)
    told = (again.payment_status, again.shipping_status, again.status)
    assert told == ("charged", "fully_shipped", "completed")


def test_a_refund_is_taken_over_once(written: Written) -> None:
    bring_in(written(export(paid="paid")))
    for _ in range(2):
        bring_in(written(export(paid="partially_refunded", refunded="5.00")))
    refunds = Payment.objects.filter(kind="refund")
    assert list(refunds.values_list("amount", flat=True)) == [500]
    assert order("#7001").refunded == 500


def test_a_cancellation_is_taken_over(written: Written) -> None:
    bring_in(written(export()))
    bring_in(written(export(canceled="2026-02-02 10:00:00 +0000")))
    assert order("#7001").status == "canceled"


def test_edits_and_notes_made_here_stay(written: Written) -> None:
    bring_in(written(export()))
    here = order("#7001")
    Note.objects.create(order=here, kind="general", text="Call first", author_email="x", at=AT)
    Order.objects.filter(pk=here.pk).update(customer_name="Åse Lindqvist")
    bring_in(written(export(paid="paid")))
    again = order("#7001")
    assert (again.customer_name, again.notes.get().text) == ("Åse Lindqvist", "Call first")


def test_what_is_left_alone_is_told_once(written: Written) -> None:
    bring_in(written(export(paid="paid")))
    other = export(paid="paid").replace(",24.00,", ",36.00,").replace(",2,12.00", ",3,12.00")
    runs = [bring_in(written(other)) for _ in range(2)]
    assert order("#7001").total == 2400
    told = ImportVerdict.objects.filter(run__in=runs, outcome="warning")
    assert [(one.run_id, one.code, one.line) for one in told] == [(runs[0].pk, "left_alone", 2)]
    assert told[0].values == {"what": "lines, the total (€36.00)"}


HOLDING = "Order number,Date,SKU,Product name,Quantity,Unit price,Currency,Status\n"


def held(status: str) -> str:
    return f"{HOLDING}H-1,2026-02-01,LAMP,Lamp,1,12.00,EUR,{status}\n"


def test_a_hold_of_the_channel_ends_with_it_and_one_of_ours_stays(written: Written) -> None:
    bring_in(written(held("On hold")))
    assert order("H-1").status == "on_hold"
    run = bring_in(written(held("Processing")))
    assert (order("H-1").status, run.changed) == ("in_process", 1)
    hold_order(actor=someone(), number=order("H-1").number, reason="Call first", at=AT)
    run = bring_in(written(held("Completed")))
    assert (order("H-1").status, run.changed) == ("on_hold", 0)
    told = ImportVerdict.objects.get(run=run, code="left_alone")
    assert told.values == {"what": "the status (Completed)"}


def test_the_same_words_in_another_file_change_nothing(written: Written) -> None:
    bring_in(written(export()))
    moved = HEADER + "#6999,2026-02-01 09:00:00 +0000,EUR,pending,,,1.00,0,,Bulb,B,1,1.00\n"
    run = bring_in(written(moved + export().removeprefix(HEADER)))
    assert (run.made, run.already, run.changed) == (1, 1, 0)


def test_the_same_number_of_another_shop_is_refused_not_mixed_up(written: Written) -> None:
    bring_in(written(export()))
    other = export(paid="paid").replace("2026-02-01", "2025-06-01")
    run = bring_in(written(other))
    assert (run.refused, run.changed, order("#7001").paid) == (1, 0, 0)
    assert ImportVerdict.objects.get(run=run, code="another_order").line == 2


def woo_order(shared: Callable[[str], Path]) -> dict[str, Any]:
    told = json.loads(shared("woocommerce_json/orders-load-all.json").read_text())
    return next(one for one in told["data"] if one["id"] == 560)


def test_refunds_that_came_apart_find_their_order_once(shared: Callable[[str], Path]) -> None:
    bring_in(shared("woocommerce_json/orders-load-all.json"))
    expected = sum(abs(cents(one["total"])) for one in woo_order(shared)["refunds"])
    assert order("560").refunded == expected
    bring_in(shared("woocommerce_json/refunds-all.json"))
    assert order("560").refunded == expected


def test_notes_of_an_order_that_is_not_here_are_refused_by_name(
    shared: Callable[[str], Path],
) -> None:
    run = bring_in(shared("woocommerce_json/order-notes.json"))
    codes = set(ImportVerdict.objects.filter(run=run).values_list("outcome", "code"))
    assert ("refused", "order_not_here") in codes


LEDGER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n"
SALE = (
    "5001,L1,LAMP,6,2026-01-05 09:00:00,2.55,17850.0,United Kingdom\n"
    "5001,L2,SHADE,3,2026-01-05 09:00:00,1.10,17850.0,United Kingdom\n"
)
BACK = "C5009,L1,LAMP,-2,2026-01-09 09:00:00,2.55,17850.0,United Kingdom\n"


def ledger(written: Written, rows: str) -> Any:
    mapping = json.loads((Path(__file__).parent / "mappings/wholesaler.json").read_text())
    return bring_in(written(LEDGER + rows), mapping=mapping)


def test_a_c_invoice_refunds_the_order_it_belongs_to(written: Written) -> None:
    ledger(written, SALE + BACK)
    sale = order("5001")
    assert (sale.total, sale.refunded) == (6 * 255 + 3 * 110, 2 * 255)
    assert sale.lines.get(sku="L1").refunded == 2


def test_a_c_invoice_again_refunds_nothing_more(written: Written) -> None:
    ledger(written, SALE + BACK)
    run = ledger(written, SALE + BACK)
    assert (run.changed, order("5001").refunded) == (0, 2 * 255)


def test_a_c_invoice_never_takes_back_more_than_was_sold(written: Written) -> None:
    more = BACK.replace("-2", "-9")
    run = ledger(written, SALE + more)
    assert order("5001").refunded == 6 * 255
    told = ImportVerdict.objects.get(run=run, code="nothing_to_cancel")
    assert told.values["text"] == "3 × L1"


def test_a_c_invoice_of_somebody_unknown_is_refused(written: Written) -> None:
    run = ledger(written, SALE + BACK.replace("17850", "99999"))
    assert (run.refused, order("5001").refunded) == (1, 0)


def test_a_real_ledger_gives_back_no_more_than_it_says(
    shared: Callable[[str], Path], written: Written
) -> None:
    path = shared("uci_online_retail/online_retail_2010-12.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)[:6_000]
    run = ledger(written, "".join(lines[1:]))
    taken = [line.split(",") for line in lines if line.startswith("C")]
    most = sum(-int(Decimal(c[-5]) * Decimal(c[-3]) * 100) for c in taken)
    refunded = Order.objects.aggregate(n=Sum("refunded"))["n"]
    assert 0 < refunded <= most
    assert run.changed + ImportVerdict.objects.filter(run=run, code="nothing_to_cancel").count()
