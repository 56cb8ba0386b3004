"""Relations and histories, once every order is there."""

from __future__ import annotations

from collections.abc import Sequence

from orderkin.activity.models import Event
from orderkin.exports import parts
from orderkin.exports.back.body import Body
from orderkin.exports.documents import names_in
from orderkin.exports.names import Ids
from orderkin.families.models import FormerLink, Relation
from orderkin.sql.many import insert_all


def bring_relations(bodies: Sequence[Body], ids: Ids) -> None:
    """Links as they were, with line maps that name the lines of this desk."""
    _learn(bodies, ids)
    rows = [parts.RELATION.back(body, ids.find) for body in bodies]
    there = Relation.objects.filter(child_id__in=[row["child_id"] for row in rows])
    linked = set(there.order_by("pk").values_list("child_id", flat=True))
    insert_all(Relation, [row for row in rows if row["child_id"] not in linked])


def bring_former_links(bodies: Sequence[Body], ids: Ids) -> None:
    """Links that are gone and count all the same."""
    _learn(bodies, ids)
    rows = [parts.FORMER.back(body, ids.find) for body in bodies]
    there = FormerLink.objects.filter(child_id__in=[row["child_id"] for row in rows])
    known = set(there.order_by("pk").values_list("child_id", "parent_id"))
    insert_all(
        FormerLink, [row for row in rows if (row["child_id"], row["parent_id"]) not in known]
    )


def _learn(bodies: Sequence[Body], ids: Ids) -> None:
    for side in ("child", "parent", "root"):
        ids.learn_orders(body.get(side) for body in bodies)
    ids.learn_lines(name for kind, name in names_in(list(bodies)) if kind == "line" and name)


def bring_histories(bodies: Sequence[Body], ids: Ids) -> None:
    """What happened to each order, numbered as it was; what is told already is not told again."""
    numbers = [body["order"] for body in bodies]
    ids.learn_orders(numbers)
    ids.learn_notes(numbers)
    ids.learn_lines(name for kind, name in names_in(list(bodies)) if kind == "line" and name)
    orders = {number: ids.find("order", number) or 0 for number in numbers}
    told = Event.objects.filter(subject_kind="order", subject_id__in=orders.values())
    known = set(told.order_by("pk").values_list("subject_id", "sequence"))
    rows = [
        {
            **parts.EVENT.back(event, ids.find),
            "subject_kind": "order",
            "subject_id": orders[body["order"]],
        }
        for body in bodies
        for event in body["events"]
        if (orders[body["order"]], event["sequence"]) not in known
    ]
    insert_all(Event, rows)
