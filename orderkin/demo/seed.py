"""Fill an empty desk with the demo shop, once."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.client.models import Company, Employee
from orderkin.demo.shop import make_shop
from orderkin.demo.sign_ins import SignIn, invite_everyone, remember, remembered
from orderkin.demo.stocking import stock_up
from orderkin.demo.writing import write_orders
from orderkin.lib.errors import Conflict


def seed_demo(*, data: Path, at: datetime) -> tuple[SignIn, ...]:
    """Write people and shop unless they are there; returns who may sign in, the same each time.

    Raises Conflict on a desk that already has companies or people of its own.
    """
    file = data / "demo.json"
    people = remembered(file)
    if not Employee.objects.exists():
        people = invite_everyone(at)
        remember(file, people)
    if people is None:
        sentence = _("This desk has people of its own. The demo shop needs an empty one.")
        raise Conflict(sentence, code="desk_not_empty")
    if not Company.objects.exists():
        write_shop(at=at)
    return people


@transaction.atomic(durable=True)
def write_shop(*, at: datetime) -> None:
    """The whole shop in one transaction: half of it is never seen."""
    shop = make_shop(at.date())
    opened = shop.orders[0].placed_at
    shelves = stock_up(shop, opened)
    employees = dict(Employee.objects.order_by("id").values_list("email", "id"))
    ids = write_orders(shop.orders, shelves, employees)
    _make_findable(ids)


def _make_findable(ids: list[int]) -> None:
    try:
        from orderkin.search.index import refresh
    except ImportError:
        return
    for start in range(0, len(ids), 200):
        refresh(ids[start : start + 200])
