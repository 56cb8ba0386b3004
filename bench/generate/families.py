"""Every twenty-fifth order is a child of one of the newest: its relation, sentences, events."""

from __future__ import annotations

import json
from collections import deque
from dataclasses import dataclass

from bench.generate.dice import Dice
from bench.generate.pile import Pile
from bench.generate.shop import Shop
from bench.generate.trade import Sold, Trade, stored
from bench.names import AGENT
from orderkin.families.models import Kind, ReasonCode, Relation
from orderkin.notes.models import Note
from orderkin.orders.numbers import number_for

_REMEMBERED = 3_000


@dataclass(frozen=True, slots=True)
class Case:
    """The ids of the kind and reason that all these children have."""

    kind: int
    reason: int

    @classmethod
    def read(cls) -> Case:
        return cls(
            Kind.objects.get(code="replacement").pk, ReasonCode.objects.get(code="defective").pk
        )


class Sales:
    """Orders in turn; some of them answer an earlier one."""

    def __init__(self, shop: Shop, trade: Trade, pile: Pile, case: Case) -> None:
        self.shop, self.trade, self.pile, self.case = shop, trade, pile, case
        self._newest: deque[Sold] = deque(maxlen=_REMEMBERED)

    def add(self, number: int) -> None:
        """Put order `number` onto the pile."""
        dice = Dice("order", number)
        parent = dice.pick(self._newest) if dice.chance(40) and self._newest else None
        made = self.trade.add_order(number, dice, parent)
        if parent:
            self._relate(made, parent)
        self._newest.append(made)

    def _relate(self, child: Sold, parent: Sold) -> None:
        at, by = stored(child.at), (self.shop.agent, AGENT)
        number, parents = number_for(child.id), number_for(parent.id)
        line, article, quantity = child.lines[0]
        answered = parent.lines[0][0]
        line_map = json.dumps(
            [
                {
                    "child_line": line,
                    "parent_line": answered,
                    "quantity": quantity,
                    "role": "replaces",
                    "sku": article.sku,
                }
            ]
        )
        signature = f"{article.sku}*{quantity}@{answered}"
        self.pile.add(
            Relation, child.id, parent.id, child.root, self.case.kind, self.case.reason,
            line_map, signature, *by, at,
        )  # fmt: skip
        facts = json.dumps(
            {
                "sentence": "related_order_created",
                "number": number,
                "email": AGENT,
                "at": child.at.isoformat(),
                "parent": parents,
            }
        )
        text = f"Related order {number} created by {AGENT} on {child.at:%Y-%m-%d %H:%M} UTC"
        about = {"number": number, "parent": parents, "kind": "replacement", "by": AGENT}
        for order_id, kind in ((parent.id, "child_created"), (child.id, "created_as_related")):
            self.pile.add(Note, order_id, "general", text, True, facts, *by, at)
            self.pile.event(at, f"order.{kind}", order_id, by, json.dumps(about))
