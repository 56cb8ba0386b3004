"""Every page of the desk: derived from the table of addresses, so that no new one is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING

from django.urls import reverse

from orderkin.bulk.actions.start_bulk import start_bulk
from orderkin.client.actions.invite_employee import invite_employee
from orderkin.client.actors import SYSTEM, actor_of
from orderkin.client.invitations import link_parts
from orderkin.desk.urls import app_name, urlpatterns
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.imports.actions.start_import import start_import
from orderkin.imports.models import FamilyProposal
from orderkin.orders.actions.hold_order import hold_order
from orderkin.orders.actions.receive_payment import receive_payment
from orderkin.orders.actions.ship_order import ship_order
from orderkin.search.models import SavedView
from tests.families.relatives import LATER, again, make_child
from tests.makers import AT, make_order, unused_key

if TYPE_CHECKING:
    from playwright.sync_api import FilePayload, Page

    from orderkin.client.models import Employee
    from tests.browser.conftest import Desk

# The same pages, looked at with something else to show.
OTHERWISE = (
    "/orders/?q=nothing-like-this",
    "/orders/not-a-number/",
    "/orders/{number}/print/?paper=sheet",
    "/orders/{number}/?history=all",
)
# A file that a job writes first; nothing here waits for it.
NOT_YET = frozenset({"full_export"})
LEDGER = "Belegnr;Wann;Wer;Ware;Stück;Einzelpreis\nA-1;03.02.2026;Åse Lindqvist;Lampe;2;49,00\n"
FILE = (
    b"order number,date,email,sku,qty,price,currency\n"
    b"77,2026-01-05,a@shop.example,LAMP,1,50.00,EUR\n"
    b"78,2026-01-05,b@shop.example,LAMP,one,50.00,EUR\n"
)


def every_page(desk: Desk, page: Page, reader: Employee) -> list[str]:
    """The addresses that answer with a whole page to who is signed in, all other kinds proven so.

    An address whose places nothing here fills, or that answers with a refusal, fails.
    """
    return [
        *_pages(desk, page, reader),
        *(one.format(number=desk.order.number) for one in OTHERWISE),
    ]


def _pages(desk: Desk, page: Page, reader: Employee) -> Iterator[str]:
    scene = _scene(desk, reader) | {"mapping": {"stored": _waiting(page)}}
    for pattern in urlpatterns:
        name = str(pattern.name)
        asked = dict.fromkeys(pattern.pattern.converters)
        known = {"number": desk.order.number, "form": "csv", **scene.get(name, {})}
        address = reverse(f"{app_name}:{name}", kwargs={key: known[key] for key in asked})
        answer = page.request.get(address, max_redirects=0)
        # Some only take what is sent to them, some lead on, files and pieces are no pages.
        usual = {200, 302, 405} | ({404} if name in NOT_YET else set())
        assert answer.status in usual, f"{address} answers {answer.status}"
        if answer.status == 200 and "<html" in answer.text()[:500]:
            yield address


def _scene(desk: Desk, reader: Employee) -> dict[str, Mapping[str, object]]:
    """What fills the places of each address; who is not named is asked for the desk's order."""
    maja = actor_of(desk.agent, "desk")
    child = make_child(desk.order, maja, again(desk.order, "LAMP"), recipe="reship", reason="lost")
    undone = make_child(desk.order, maja)
    undo_related_order(actor=maja, number=undone.number, at=LATER)
    held, gone = make_order(("LAMP", 1)), make_order(("LAMP", 1))
    hold_order(actor=maja, number=held.number, reason="Address unclear", at=LATER)
    receive_payment(actor=maja, number=gone.number, amount=4900, method="card", at=LATER)
    ship_order(actor=maja, number=gone.number, at=LATER)
    _propose(desk, held.pk)
    content = BytesIO(FILE)
    run = start_import(actor=maja, file_name="o.csv", content=content, at=AT, queue=False)
    view = SavedView.objects.create(owner=reader, name="Lamps", query="sku:LAMP", saved_at=AT)
    bulk = {"run_id": _bulk(desk, held.number)}
    new = invite_employee(actor=SYSTEM, email="new@shop.example", name="New", role="agent", at=AT)
    uid, token = link_parts(new)
    bulks = ("bulk_run", "stop_bulk", "bulk_print", "bulk_table", "bulk_results")
    filled: list[tuple[tuple[str, ...], Mapping[str, object]]] = [
        (("invitation",), {"uid": uid, "token": token}),
        (("intent",), {"key": "nobodys"}),
        (("star",), {"slug": "hold"}),
        (("revoke_token",), {"token_id": 1}),
        (("recipe",), {"code": "replacement"}),
        (("reason",), {"code": "damaged"}),
        (("kind",), {"code": "parts"}),
        (("remove_view",), {"view_id": view.pk}),
        (("company",), {"company_id": desk.order.company_id}),
        (("channel",), {"channel_id": desk.order.channel_id}),
        (("employee", "invite_again", "retire"), {"employee_id": new.pk}),
        (("customer", "edit_customer"), {"customer_id": desk.order.customer_id}),
        (("product", "edit_product"), {"sku": "SHELF"}),
        (("proposal",), {"proposal_id": 1}),
        (("import", "steer_import", "refused_rows", "import_verdicts"), {"run_id": run.pk}),
        (("full_export", "remove_export"), {"export": 1}),
        (bulks, bulk),
        (("move_order", "unlink_order", "undo"), {"number": child.number}),
        (("refund_order", "return_units"), {"number": gone.number}),
        (("release_hold",), {"number": held.number}),
        (("undone",), {"number": undone.number}),
        (("related_order",), {"child": child.number}),
    ]
    return {name: facts for names, facts in filled for name in names}


def _propose(desk: Desk, child: int) -> None:
    clue = {"code": "note", "text": "Replacement for order #1001", "surety": 98}
    FamilyProposal.objects.create(
        child_id=child, parent=desk.order, surety=98, clues=[clue], found_at=AT
    )


def _bulk(desk: Desk, *numbers: str) -> int:
    run = start_bulk(
        actor=actor_of(desk.agent, "desk"),
        verb="hold",
        arguments={"reason": "Recall 12"},
        numbers=list(numbers),
        key=unused_key(),
        at=AT,
    )
    return run.pk


def _waiting(page: Page) -> str:
    """A file that waits for its mapping, as this sign-in gave it."""
    page.goto("/imports/")
    file: FilePayload = {"name": "b.csv", "mimeType": "text/csv", "buffer": LEDGER.encode()}
    page.set_input_files("[name=file]", file)
    page.click("button:text-is('Import')")
    page.wait_for_url(re.compile("/imports/mapping/"))
    return page.url.rstrip("/").rpartition("/")[2]
