"""Taking whole families: every change to who belongs to whom locks here first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from orderkin.families.models import Relation
from orderkin.families.tree import Link
from orderkin.lib.errors import Conflict
from orderkin.orders.models import Order, no_such_order


@dataclass(frozen=True, slots=True)
class Taken:
    """Locked orders by number, the root of each (by order id), and the links of their families.

    Whoever holds the lock of a root is the only one who can change that family.
    """

    orders: Mapping[str, Order]
    by_id: Mapping[int, Order]
    roots: Mapping[int, int]
    links: Sequence[Link]

    def root_of(self, order: Order) -> Order:
        """The top of the order's family; the order itself when it stands alone."""
        return self.by_id[self.roots[order.pk]]


def take_families(*numbers: str) -> Taken:
    """Lock these orders, their parents and their roots, in key order.

    The families are read again under the lock: a change that came first is seen, or, when it
    brought another root that is not locked, refused with Conflict. Raises NotFound.
    """
    known = dict(Order.objects.filter(number__in=numbers).values_list("number", "pk"))
    for number in numbers:
        if number not in known:
            raise no_such_order(number)
    ids = set(known.values())
    wanted = ids | _above(ids)
    rows = {order.pk: order for order in Order.objects.take_all(sorted(wanted))}
    if not _above(ids) <= rows.keys():
        sentence = _("The family of order %(number)s was just changed. Try again.")
        raise Conflict(sentence % {"number": numbers[0]}, code="family_changed")
    roots = roots_of(rows)
    return Taken(
        orders={number: rows[pk] for number, pk in known.items()},
        by_id=rows,
        roots=roots,
        links=links_within(set(roots.values())),
    )


def roots_of(ids: Iterable[int]) -> dict[int, int]:
    """The root of each order, itself when it has no parent."""
    wanted = list(ids)
    found = Relation.objects.filter(child_id__in=wanted).values_list("child_id", "root_id")
    return {**{pk: pk for pk in wanted}, **dict(found)}


def links_within(roots: Iterable[int]) -> list[Link]:
    """All links of the families under these roots."""
    rows = Relation.objects.filter(root_id__in=list(roots)).order_by("pk")
    return [Link(*row) for row in rows.values_list("child_id", "parent_id", "root_id")]


def _above(ids: Iterable[int]) -> set[int]:
    """Parents and roots of these orders."""
    rows = Relation.objects.filter(child_id__in=list(ids)).values_list("parent_id", "root_id")
    return {pk for row in rows for pk in row}
