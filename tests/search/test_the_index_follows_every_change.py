"""What an order is found by is right as soon as the verb that changed it has returned."""

from __future__ import annotations

from dataclasses import replace

import pytest

from orderkin.families.actions.link_orders import link_orders
from orderkin.families.actions.undo_related_order import undo_related_order
from orderkin.families.actions.unlink_order import unlink_order
from orderkin.orders.actions.edit_order import edit_order
from orderkin.orders.actions.release_hold import release_hold
from orderkin.orders.actions.return_units import return_units
from orderkin.orders.drafts import OrderEdit
from orderkin.orders.lines import DraftLine
from orderkin.search.checking import check_index
from orderkin.search.find import find_orders
from tests.makers import HOME, make_actor
from tests.search.cast import on
from tests.search.conftest import Cast

pytestmark = pytest.mark.django_db
NOW = on(3, 15)


def found(cast: Cast, query: str) -> list[str]:
    return cast.names(find_orders(query, actor=cast.asker, at=NOW).ids)


def test_an_added_line_and_a_new_address_are_found_and_the_old_ones_no_more(cast: Cast) -> None:
    order = cast.orders["oleg"]
    line = order.lines.get()
    moved = replace(HOME, line1="Nevsky 9", city="Petersburg")
    edit = OrderEdit((DraftLine("KEY"),), {line.pk: 0}, shipping_address=moved)
    edit_order(actor=cast.asker, number=order.number, edit=edit, at=NOW)
    assert found(cast, "sku:key") == ["ase", "signs", "oleg"]
    assert found(cast, "nevsky sku:=key") == ["oleg"]
    assert found(cast, "sku:lamp-2 oleg@") == []


def test_undone_unlinked_and_linked_orders_follow_their_family(cast: Cast) -> None:
    boss = make_actor("Client Admin", role="client_admin")
    ase, parts, addon = (cast.orders[name].number for name in ("ase", "parts", "addon"))
    undo_related_order(actor=boss, number=addon, at=NOW)
    assert found(cast, f"root:{ase} status:void") == ["addon"]
    unlink_order(actor=boss, number=addon, reason="Not hers", at=NOW)
    assert found(cast, f"root:{ase}") == ["parts", "ase"]
    assert found(cast, addon) == ["addon"]
    link_orders(actor=boss, number=addon, parent=ase, reason="It was hers", at=NOW)
    assert found(cast, f"parent:{ase}") == ["addon", "parts"]
    assert found(cast, parts) == ["parts", "addon", "ase"]


def test_after_all_that_happened_no_document_differs(cast: Cast) -> None:
    boss = make_actor("Client Admin", role="client_admin")
    shipped = cast.orders["jo"]
    units = {shipped.lines.get().pk: 1}
    return_units(actor=boss, number=shipped.number, units=units, restock=True, at=NOW)
    release_hold(actor=boss, number=cast.orders["maria"].number, at=NOW)
    edit = OrderEdit(add=(DraftLine("SHELF"),))
    edit_order(actor=boss, number=cast.orders["maria"].number, edit=edit, at=NOW)
    assert check_index() == (14, [])
