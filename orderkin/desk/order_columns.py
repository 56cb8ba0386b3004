"""The columns of the orders list as the desk names and draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orderkin.search.columns import COLUMNS


@dataclass(frozen=True, slots=True)
class ListColumn:
    """One column; `narrow` ones stay on a phone."""

    name: str
    text: str | Promise
    is_number: bool = False
    is_narrow: bool = False

    @property
    def css(self) -> str:
        """The classes of its head and cells."""
        kinds = [("num", self.is_number), ("wide-only", not self.is_narrow)]
        return " ".join(name for name, holds in kinds if holds)


_ALL = {
    one.name: one
    for one in (
        ListColumn("customer", _("Customer"), is_narrow=True),
        ListColumn("company", _("From")),
        ListColumn("placed", _("Placed")),
        ListColumn("status", _("Status"), is_narrow=True),
        ListColumn("payment", _("Payment")),
        ListColumn("shipping", _("Shipping")),
        ListColumn("total", _("Total"), is_number=True, is_narrow=True),
        ListColumn("channel_number", _("Channel's number")),
        ListColumn("email", _("E-mail")),
        ListColumn("channel", _("Channel")),
        ListColumn("kind", _("Kind")),
        ListColumn("root", _("Root order")),
        ListColumn("free", _("Given free"), is_number=True),
    )
}


def shown_columns(names: Sequence[str]) -> list[ListColumn]:
    """The chosen columns, in order."""
    return [_ALL[name] for name in names]


def to_choose(names: Sequence[str]) -> list[tuple[ListColumn, bool]]:
    """Every column with whether it is shown: the chosen ones first, in order."""
    rest = [name for name in COLUMNS if name not in names]
    return [(_ALL[name], name in names) for name in (*names, *rest)]
