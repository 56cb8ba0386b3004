"""An order that is here already: left alone, unless its channel has something new to say."""

from __future__ import annotations

from datetime import datetime

from orderkin.client.models import Channel
from orderkin.imports.rows import ImportedOrder
from orderkin.imports.verdicts import Verdict, of_order
from orderkin.lib.actor import Actor


def look_again(
    order: ImportedOrder, order_id: int | None, channel: Channel, actor: Actor, at: datetime
) -> list[Verdict]:
    """The verdict on an order that came before."""
    return of_order(order, "already", order_id)
