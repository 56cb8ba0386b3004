"""Manage Orders: operators as chips, saved views, columns, paging, a look, bulk actions."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from orderkin.bulk.models import BulkRun
from orderkin.lib.actor import Actor
from orderkin.orders.actions.hold_order import hold_order
from orderkin.search.models import ListLayout, SavedView
from tests.doors import Desk
from tests.makers import AT, make_actor, make_order

pytestmark = pytest.mark.django_db(transaction=True)


def numbers(html: str) -> list[str]:
    """The orders of a list page, from the top."""
    return re.findall(r'data-row="([^"]+)"', html)


def signed_in(actor: Actor | None = None) -> Client:
    return Desk(actor or make_actor()).client


def page(client: Client, **asked: Any) -> str:
    answer = client.get("/orders/", asked, follow=True)
    assert answer.status_code == 200
    return unescape(answer.content.decode())


def test_the_box_speaks_the_operators() -> None:
    maja = make_actor()
    held, _open = make_order(), make_order()
    hold_order(actor=maja, number=held.number, reason="Address", at=AT)
    assert numbers(page(signed_in(maja), q="hold:address")) == [held.number]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("ne", "ne is too short to be looked for in names: type three letters."),
        ("foo:bar", "There is no operator foo: and so it was looked for as text."),
        ("xqzvw", "Try fewer words"),
    ],
)
def test_who_finds_nothing_is_told_what_to_try(typed: str, said: str) -> None:
    make_order()
    assert said in page(signed_in(), q=typed)


def test_a_select_adds_its_operator_to_the_query() -> None:
    client = signed_in()
    answer = client.get("/orders/", {"q": "lamp has:parent", "status": "on_hold"})
    assert (answer.status_code, answer["Location"]) == (
        302,
        "/orders/?q=lamp+has%3Aparent+status%3Aon_hold",
    )


def test_a_chip_is_an_operator_and_taking_it_away_edits_the_query() -> None:
    make_order()
    html = page(signed_in(), q="lamp status:problem -has:parent")
    assert 'aria-label="Take away status Problem"' in html
    assert "?q=lamp+-has%3Aparent" in html


def test_a_select_changes_the_chip_that_could_not_hold_beside_it() -> None:
    asked = {"q": "status:problem status:unshipped -status:void", "status": "completed"}
    answer = signed_in().get("/orders/", asked)
    after = "status%3Aunshipped+-status%3Avoid+status%3Acompleted"
    assert answer["Location"] == f"/orders/?q={after}"


def test_a_chip_leads_to_its_place_at_the_end_of_the_box() -> None:
    make_order()
    html = page(signed_in(), q="status:problem lamp")
    assert 'data-change="lamp status:problem" data-term="status:problem"' in html


def test_what_means_nothing_is_said() -> None:
    make_order()
    assert "created:someday means nothing here." in page(signed_in(), q="created:someday")


def test_the_oldest_can_come_first_and_pages_follow_each_other() -> None:
    made = [make_order(at=AT + timedelta(minutes=n)).number for n in range(53)]
    client = signed_in()
    first = page(client, q="", sort="oldest")
    (cursor,) = re.findall(r'rel="next" href="[^"]*cursor=([\w-]+)', first)
    assert numbers(first) + numbers(page(client, q="", sort="oldest", cursor=cursor)) == made


def test_words_are_found_newest_first_and_the_page_says_so() -> None:
    make_order()
    client = signed_in()
    said = "Words are found newest first."
    assert said in page(client, q="lindqvist", sort="oldest")
    assert said not in page(client, q="status:in_process", sort="oldest")


def test_a_page_keeps_its_place_when_newer_orders_come_in() -> None:
    for n in range(52):
        make_order(at=AT + timedelta(minutes=n))
    client = signed_in()
    (cursor,) = re.findall(r'rel="next" href="[^"]*cursor=([\w-]+)', page(client))
    before = numbers(page(client, cursor=cursor))
    make_order(at=AT + timedelta(days=1))
    assert numbers(page(client, cursor=cursor)) == before


def test_a_cursor_that_no_page_gave_out_is_refused_with_a_sentence() -> None:
    answer = signed_in().get("/orders/", {"cursor": "made-up"})
    assert answer.status_code == 422
    assert b"Start again from the first page" in answer.content


def test_a_saved_view_opens_its_query_again() -> None:
    maja = make_actor()
    held, _open = make_order(), make_order()
    hold_order(actor=maja, number=held.number, reason="Address", at=AT)
    client = signed_in(maja)
    typed = {"name": "Waiting", "query": "hold:yes", "sort": "newest"}
    saved = client.post("/views/new/", typed)
    assert numbers(client.get(saved["Location"]).content.decode()) == [held.number]


def test_a_shared_view_is_seen_by_others_and_changed_by_its_owner() -> None:
    maja, otto = signed_in(), signed_in(make_actor("Otto Berg"))
    maja.post("/views/new/", {"name": "Recall", "query": "sku:LAMP", "is_shared": "on"})
    view = SavedView.objects.get()
    assert "Recall" in page(otto, q="")
    assert otto.post(f"/views/{view.pk}/removal/", {"sure": "yes"}).status_code == 404


def test_a_view_of_ones_own_is_nobody_elses() -> None:
    maja, otto = signed_in(), signed_in(make_actor("Otto Berg"))
    maja.post("/views/new/", {"name": "Mine", "query": "sku:LAMP"})
    view = SavedView.objects.get()
    assert "Mine" not in page(otto, q="")
    assert otto.get("/orders/", {"view": view.pk}).status_code == 404


def test_a_viewer_keeps_views_but_shares_none() -> None:
    viewer = signed_in(make_actor("Vera Lund", role="viewer"))
    viewer.post("/views/new/", {"name": "Mine", "query": "sku:LAMP", "is_shared": "on"})
    assert SavedView.objects.get().is_shared is False


def test_a_view_is_renamed_and_stays_the_same_view() -> None:
    client = signed_in()
    client.post("/views/new/", {"name": "Lamps", "query": "sku:LAMP"})
    view = SavedView.objects.get()
    client.post("/views/new/", {"name": "All lamps", "query": "sku:LAMP", "view": view.pk})
    assert list(SavedView.objects.values_list("pk", "name")) == [(view.pk, "All lamps")]


def test_a_view_can_be_kept_beside_a_new_one() -> None:
    client = signed_in()
    client.post("/views/new/", {"name": "Lamps", "query": "sku:LAMP"})
    view = SavedView.objects.get()
    typed = {"name": "Held lamps", "query": "sku:LAMP hold:yes", "view": view.pk, "as_new": "on"}
    client.post("/views/new/", typed)
    assert sorted(SavedView.objects.values_list("name", flat=True)) == ["Held lamps", "Lamps"]


def test_a_name_that_is_taken_is_replaced_only_when_somebody_says_so() -> None:
    client = signed_in()
    client.post("/views/new/", {"name": "Lamps", "query": "sku:LAMP"})
    typed = {"name": "Lamps", "query": "status:problem"}
    refused = client.post("/views/new/", typed)
    assert refused.status_code == 422
    assert b"Replace the view of this name" in refused.content
    client.post("/views/new/", typed | {"replaces": "on"})
    assert SavedView.objects.get().query == "status:problem"


def test_the_list_no_longer_opens_on_a_view_that_is_saved_without() -> None:
    client = signed_in()
    typed = {"name": "Lamps", "query": "sku:LAMP"}
    client.post("/views/new/", typed | {"opens_first": "on"})
    client.post("/views/new/", typed | {"view": SavedView.objects.get().pk})
    assert client.get("/orders/").status_code == 200


def test_a_client_admin_removes_what_others_shared_and_nothing_else() -> None:
    maja, lead = signed_in(), signed_in(make_actor("Lena Voss", role="client_admin"))
    maja.post("/views/new/", {"name": "Recall", "query": "sku:LAMP", "is_shared": "on"})
    maja.post("/views/new/", {"name": "Mine", "query": "sku:SHELF"})
    answers = [
        lead.post(f"/views/{view.pk}/removal/", {"sure": "yes"}).status_code
        for view in SavedView.objects.order_by("name")
    ]
    assert answers == [404, 302]


def test_the_list_opens_on_the_default_view() -> None:
    client = signed_in()
    client.post("/views/new/", {"name": "Lamps", "query": "sku:LAMP", "opens_first": "on"})
    view = SavedView.objects.get()
    assert client.get("/orders/")["Location"] == f"/orders/?view={view.pk}"
    assert client.get("/orders/?q=").status_code == 200


def test_a_removed_view_is_gone_and_the_list_opens_on_all() -> None:
    client = signed_in()
    client.post("/views/new/", {"name": "Lamps", "query": "sku:LAMP", "opens_first": "on"})
    client.post(f"/views/{SavedView.objects.get().pk}/removal/", {"sure": "yes"})
    assert (SavedView.objects.count(), client.get("/orders/").status_code) == (0, 200)


def test_columns_are_chosen_and_put_in_order() -> None:
    client = signed_in()
    make_order()
    client.post("/columns/", {"columns": ["total", "email", "status"], "right": "total"})
    heads = re.findall(r'<th scope="col" class="[^"]*">([^<]+)</th>', page(client))
    assert heads == ["E-mail", "Total", "Status"]


def test_columns_that_are_none_are_left_out() -> None:
    client = signed_in()
    client.post("/columns/", {"columns": ["status", "password", "status"], "is_roomy": "on"})
    layout = ListLayout.objects.get()
    assert (layout.columns, layout.is_roomy) == (["status"], True)


def test_a_look_shows_lines_family_and_address() -> None:
    order = make_order()
    html = unescape(signed_in().get(f"/orders/{order.number}/peek/").content.decode())
    assert "Reading lamp" in html
    assert "Storgatan 12" in html


def test_completion_offers_operators_then_values() -> None:
    client = signed_in()
    assert b'data-text="status:"' in client.get("/completion/", {"q": "sta"}).content
    offered = unescape(client.get("/completion/", {"q": "lamp status:on"}).content.decode())
    assert 'data-text="lamp status:"On Hold" "' in offered


def test_chosen_orders_are_held_in_bulk() -> None:
    client, order = signed_in(), make_order()
    asked = client.post("/bulk/new/", {"verb": "hold", "numbers": [order.number]})
    assert b'name="reason"' in asked.content
    typed = {"verb": "hold", "numbers": [order.number], "sure": "yes", "reason": "Recall"}
    started = client.post("/bulk/new/", typed)
    run = BulkRun.objects.get()
    assert started["Location"] == f"/bulk/{run.pk}/"
    assert order.number in client.get(started["Location"]).content.decode()


def test_a_bulk_action_without_a_reason_keeps_the_choice() -> None:
    client, order = signed_in(), make_order()
    typed = {"verb": "cancel", "numbers": [order.number], "sure": "yes", "reason": ""}
    answer = client.post("/bulk/new/", typed)
    assert answer.status_code == 422
    assert f'name="numbers" value="{order.number}"' in answer.content.decode()


def test_a_viewer_is_offered_what_changes_nothing() -> None:
    make_order()
    html = page(signed_in(make_actor("Vera Lund", role="viewer")))
    [select] = re.findall(r'<select[^>]*id="bulk-verb".*?</select>', html, re.DOTALL)
    assert re.findall(r'<option value="(\w+)"', select) == ["print", "export"]


def test_an_export_is_a_table_that_no_spreadsheet_runs() -> None:
    client, order = signed_in(), make_order()
    type(order).objects.filter(pk=order.pk).update(customer_name="=cmd()")
    started = client.post("/bulk/new/", {"verb": "export", "numbers": [order.number]})
    answer: Any = client.get(f"{started['Location']}orders.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert text.splitlines()[1].startswith(order.number)
    assert "'=cmd()" in text


def test_the_list_is_four_statements_however_many_orders() -> None:
    client = signed_in()
    counts = []
    for _round in range(2):
        for _n in range(5):
            make_order()
        with CaptureQueriesContext(connection) as seen:
            page(client)
        counts.append([sql for sql in (q["sql"] or "" for q in seen) if not _is_around(sql)])
    assert len(counts[0]) == len(counts[1]) <= 4


def _is_around(sql: str) -> bool:
    """Who is signed in, and the transaction, which every page asks for."""
    moves = ("SAVEPOINT", "BEGIN", "COMMIT", "ROLLBACK")
    return not sql or "django_session" in sql or "last_login" in sql or sql.startswith(moves)


def test_before_many_orders_are_changed_the_question_says_which_and_how_many() -> None:
    orders, client = [make_order() for _ in range(3)], signed_in()
    picked = {"verb": "cancel", "numbers": [one.number for one in orders[:2]]}
    asked = client.post("/bulk/new/", picked).content.decode()
    assert f"2 orders: {orders[0].number}, {orders[1].number}" in asked
    every = client.post("/bulk/new/", {"verb": "cancel", "all": "yes", "q": "lamp"})
    assert "3 orders: every order that matches lamp" in every.content.decode()
    one = {"verb": "cancel", "all": "yes", "q": orders[0].number}
    assert "1 order: every order that" in client.post("/bulk/new/", one).content.decode()
    assert ">Back</a>" in asked
    assert ">Cancel</a>" not in asked
