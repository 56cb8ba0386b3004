"""Undo an import: take out what it brought, except orders on which something was built."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.customers.models import Customer
from orderkin.imports.models import ImportOrigin, ImportRun
from orderkin.imports.undoing import kept, numbers_of, untouched
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, NotFound
from orderkin.orders import steps
from orderkin.orders.models import Intent, Order, OrderLine
from orderkin.products.models import KitComponent, Product

SLICE = 200


@dataclass(frozen=True, slots=True)
class Undone:
    """How many orders this slice took out, how many are left to do, and the numbers kept."""

    removed: int
    left: int
    kept: tuple[str, ...]


@transaction.atomic(durable=True)
def undo_import(*, actor: Actor, run_id: int, at: datetime) -> Undone:
    """Take out the next orders of the run; call again while `left` is not 0.

    An order stays when it has relatives, a note or an event of somebody's own, or a refund by
    another document. Products and customers made for it go with it unless they are used since.
    Raises NotFound, Conflict (import_running).
    """
    guard(actor, "import_orders")
    run = ImportRun.objects.select_for_update().filter(pk=run_id).first()
    if run is None:
        raise NotFound(_("There is no such import."))
    if run.state in {"waiting", "running"}:
        sentence = _("This import is still running. Pause or cancel it first.")
        raise Conflict(sentence, code="import_running")
    free = untouched(run)
    orders = Order.objects.take_all(list(free.values_list("pk", flat=True)[:SLICE]))
    _remove(orders)
    left = free.count()
    if not left:
        run.state = "undone"
        run.save(update_fields=["state"])
        data = {"file": run.file_name}
        record([Happening("import.undone", run.pk, subject_kind="import", data=data)], actor, at)
    return Undone(len(orders), left, numbers_of(kept(run)))


def _remove(orders: list[Order]) -> None:
    for order in orders:
        steps.give_back_stock(order)
    ids = [order.pk for order in orders]
    customers = {order.customer_id for order in orders if order.customer_id}
    lines = OrderLine.objects.filter(order__in=ids)
    products = set(lines.exclude(product=None).values_list("product_id", flat=True))
    keys = [f"import:{order.channel_id}:{order.channel_number}" for order in orders]
    ImportOrigin.objects.filter(order__in=ids).delete()
    Order.objects.filter(pk__in=ids).delete()
    Intent.objects.filter(key__in=keys).delete()
    _remove_unused(products, customers, {order.created_at for order in orders})


def _remove_unused(products: set[int], customers: set[int], made: set[datetime]) -> None:
    """What the import itself made and nobody has used since."""
    sold = OrderLine.objects.filter(product=OuterRef("pk"))
    inside = KitComponent.objects.filter(component=OuterRef("pk"))
    unknown = Product.objects.filter(pk__in=products, confirmed=False, version=1)
    unknown.exclude(Exists(sold)).exclude(Exists(inside)).delete()
    bought = Order.objects.filter(customer=OuterRef("pk"))
    new = Customer.objects.filter(pk__in=customers, version=1, created_at__in=made)
    new.exclude(Exists(bought)).delete()
