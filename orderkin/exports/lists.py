"""The other lists as tables: customers, products, employees, and what became of a job's rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Protocol, TypeVar

from django.utils.translation import gettext as _

from orderkin.bulk.queries import BulkResult, one_bulk, results_of
from orderkin.client.guarding import guard
from orderkin.client.models import Employee
from orderkin.client.rules import ROLES
from orderkin.customers.models import Customer
from orderkin.customers.queries import list_customers
from orderkin.imports.queries import one_run, verdicts_of
from orderkin.lib.actor import Actor
from orderkin.lib.money import to_major
from orderkin.lib.paging import Page
from orderkin.lib.tables import Cell, Table
from orderkin.products.models import Product, ProductPrice
from orderkin.products.queries import list_products

SLICE = 500

Row_co = TypeVar("Row_co", covariant=True)


class Paged(Protocol[Row_co]):
    """A page of any list: some rows, and where the next page begins."""

    @property
    def rows(self) -> Iterable[Row_co]: ...
    @property
    def next(self) -> str | int | None: ...


def customers_table(*, actor: Actor, text: str = "") -> Table:
    """Customers by name, e-mail or end of phone, as the list finds them."""
    guard(actor, "view_orders")

    def page(after: int) -> Page[Customer]:
        return list_customers(text=text, after=after, limit=SLICE)

    head = (_("Name"), _("Business"), _("E-mail"), _("Phone"))
    return Table("customers", head, ((x.name, x.business, x.email, x.phone) for x in _every(page)))


def products_table(*, actor: Actor, text: str = "") -> Table:
    """Products with what is available and one column for each currency they have a price in."""
    guard(actor, "view_orders")
    prices = ProductPrice.objects.order_by("currency").values_list("currency", flat=True)
    currencies = tuple(prices.distinct())

    def page(after: int) -> Page[Product]:
        return list_products(text=text, after=after, limit=SLICE)

    head = (_("SKU"), _("Name"), _("Kit"), _("Spare part"), _("In use"), _("Made by an import"),
            _("Stock available"))  # fmt: skip
    listed = tuple(_("List price %(currency)s") % {"currency": one} for one in currencies)
    return Table("products", head + listed, (_product(x, currencies) for x in _every(page)))


def _product(one: Product, currencies: Iterable[str]) -> tuple[Cell, ...]:
    amounts = {price.currency: price.amount for price in one.prices.all()}
    stock = one.stock.available if hasattr(one, "stock") else None
    flags = (one.is_kit, one.is_spare_part, one.active, not one.confirmed)
    prices = (to_major(amounts[c], c) if c in amounts else None for c in currencies)
    return (one.sku, one.name, *(_("yes") if flag else "" for flag in flags), stock, *prices)


def employees_table(*, actor: Actor) -> Table:
    """Who works here, and who did, as the employees page lists them."""
    guard(actor, "view_orders")
    people = Employee.objects.order_by("-is_active", "name", "id")
    head = (_("Name"), _("E-mail"), _("Role"), _("State"))
    rows = ((x.name, x.email, str(ROLES.get(x.role, x.role)), _state(x)) for x in people)
    return Table("employees", head, rows)


def _state(one: Employee) -> str:
    if not one.is_active:
        return _("Retired")
    return _("Active") if one.has_usable_password() else _("Invited")


def bulk_table(*, actor: Actor, run_id: int) -> Table:
    """What became of every order of a bulk action. Raises NotFound."""
    guard(actor, "view_orders")
    run = one_bulk(run_id)
    states = {"done": _("Done"), "refused": _("Refused"), "waiting": _("Waiting")}

    def page(after: int) -> Paged[BulkResult]:
        return results_of(run_id, after=after, limit=SLICE)

    head = (_("Order"), _("Customer"), _("Result"), _("Why"), _("When (UTC)"))
    rows = (
        (x.number, x.customer_name, states[x.state], x.sentence, _when(x.settled_at))
        for x in _every(page)
    )
    return Table(f"{run.verb}-{run.id}-results", head, rows)


def import_table(*, actor: Actor, run_id: int, outcome: str = "") -> Table:
    """The verdict on every line of an import, perhaps of one outcome. Raises NotFound."""
    guard(actor, "import_orders")
    run = one_run(run_id)
    head = (_("File"), _("Line"), _("Last line"), _("Outcome"), _("Order"), _("Number in the file"),
            _("Column"), _("Code"), _("Why"))  # fmt: skip
    pages = _every(lambda after: verdicts_of(run_id, outcome=outcome, after=after, limit=SLICE))
    rows = (
        (
            x.file or run.file_name,
            x.line,
            x.last_line,
            x.outcome,
            x.order_number,
            x.number,
            x.column,
            x.code,
            x.sentence,
        )
        for x in pages
    )
    return Table(f"import-{run.id}-verdicts", head, rows)


def _when(moment: datetime | None) -> str:
    return f"{moment:%Y-%m-%d %H:%M:%S}" if moment else ""


def _every(page: Callable[[int], Paged[Row_co]]) -> Iterator[Row_co]:
    """The rows of all pages, one page in memory at a time."""
    after: int | None = 0
    while after is not None:
        found = page(after)
        yield from found.rows
        after = int(found.next) if found.next is not None else None
