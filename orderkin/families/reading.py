"""Reading the facts for a plan; the family is locked when something will be written."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from orderkin.client.rules import Settings
from orderkin.client.settings import settings_from
from orderkin.families.answering import AWAY, BEFORE_OF_AWAY, NOW_OF_AWAY, answers_of
from orderkin.families.facts import (
    Facts,
    MemberFacts,
    NoteFacts,
    ParentFacts,
    ReasonFacts,
    RecipeFacts,
)
from orderkin.families.reading_caps import customer_cap
from orderkin.families.reading_gifts import answered_in, family_gifts
from orderkin.families.reading_lines import LINES, lines_above, sold_lines
from orderkin.families.reading_products import fits_named, looked_for_among_gifts, named_skus
from orderkin.families.recipes import plain_rules, rules_from
from orderkin.families.wishes import Wish
from orderkin.lib.errors import Conflict, NotFound
from orderkin.orders.models import no_such_order
from orderkin.products.queries import facts_by_id
from orderkin.sql import fetch, fetch_all, on_postgresql
from orderkin.sql.values import document, moment

# One statement finds the parent and its root, locks both in key order and brings the rules along.
_PARENT = """
SELECT o.id, o.number, o.status, o.version, o.company_id, o.channel_id, o.customer_id,
       o.customer_name, o.customer_email, o.customer_phone, o.billing_address, o.shipping_address,
       o.currency, o.prices_include_tax, o.shipping_charge, o.shipping_tax_rate, r.root_id,
       o.paid, o.refunded,
       (SELECT l.tax_rate FROM orders_orderline l WHERE l.order_id = o.id
           AND l.kit_line_id IS NULL ORDER BY l.total DESC, l.id LIMIT 1) AS main_tax_rate,
       (SELECT s."values" FROM client_clientsettings s WHERE s.id = 1) AS settings,
       rec.id AS recipe_id, rec.name AS recipe_name, rec.version AS recipe_version,
       rec.rules, rec.company_ids, k.id AS kind_id, k.code AS kind_code, k.label AS kind_label,
       k.role AS kind_role, rea.id AS reason_id, rea.code AS reason_code,
       rea.label AS reason_label, rea.fault AS reason_fault
  FROM orders_order o
  LEFT JOIN families_relation r ON r.child_id = o.id
  LEFT JOIN families_recipe rec ON rec.code = %s AND rec.active
  LEFT JOIN families_kind k ON k.id = COALESCE(
       rec.kind_id, (SELECT id FROM families_kind WHERE code = 'related'))
  LEFT JOIN families_reasoncode rea ON rea.code = %s AND rea.active
 WHERE o.id IN (
       SELECT p.id FROM orders_order p WHERE p.number = %s
       UNION ALL
       SELECT up.root_id FROM families_relation up
         JOIN orders_order p ON p.id = up.child_id WHERE p.number = %s)
 ORDER BY o.id
"""

_MEMBERS = """
SELECT r.child_id, o.number, o.status, r.parent_id, r.root_id, r.line_map, r.actor_email,
       r.created_at, r.signature, r.kept_units, r.id AS place
  FROM families_relation r JOIN orders_order o ON o.id = r.child_id
 WHERE r.root_id = %s OR r.child_id = %s
"""

# Those that left come last and have no place in the family.
_LEFT = "SELECT o.id, o.number, o.status, NULL, NULL, l.line_map, '', NULL, '', NULL, NULL"
_MEMBERS_AND_AWAY = f"""{AWAY} {_MEMBERS}
UNION ALL {_LEFT} {NOW_OF_AWAY} UNION ALL {_LEFT} {BEFORE_OF_AWAY}"""


def read_facts(*, number: str, wish: Wish, at: datetime, lock: bool, with_notes: bool) -> Facts:
    """Everything `make_plan` needs about the order `number`.

    With `lock`, parent and root are locked first; the family is read after that and checked to
    still have the locked root. Raises NotFound for an unknown order, recipe or reason.
    """
    row = _parent_row(number, wish, lock=lock)
    root = row.root_id or row.id
    # Its own link comes along whatever its root: a family that was changed while we waited for the
    # lock shows here, also when the order was a root before and is none any more.
    if wish.lines or wish.kept:
        kin, sold = fetch_all(
            (_MEMBERS, [root, row.id]), (LINES, [root, root, row.currency, row.id])
        )
        # Asked under the lock: whoever held it before may have unlinked an order just now.
        if sold and sold[0].was_left:
            kin = fetch(_MEMBERS_AND_AWAY, [row.id, root, root, row.id])
    else:
        kin, sold = fetch(_MEMBERS, [root, row.id]), []
    within = sorted((m for m in kin if m.place is not None), key=lambda m: m.place)
    members = tuple(_member(m) for m in within)
    _check_root(row, root, members)
    settings = settings_from(row.settings)
    lines, products = sold_lines(sold)
    if skus := named_skus(wish) - {p.sku for p in products.values() if not p.is_kit}:
        products = {**products, **facts_by_id(currency=row.currency, on=at.date(), skus=skus)}
    other = named_skus(wish) - {line.sku for line in lines}
    spares, accessories = fits_named(other, lines) if other else ({}, frozenset())
    return Facts(
        parent=_parent(row),
        root=root,
        lines=lines,
        members=members,
        products=products,
        recipe=_recipe(row, wish, settings),
        reason=_reason(row, wish),
        settings=settings,
        cap=customer_cap(row.customer_id, row.customer_email, row.currency, settings, at),
        notes=_notes(row.id) if with_notes or wish.travelling_notes else (),
        away=answers_of([m for m in kin if m.place is None]),
        behind=lines_above(row.id, row.status, lines),
        spares=spares,
        accessories=accessories,
        gifts=family_gifts(
            root, looked_for_among_gifts(wish, row.id, lines, members), answered_in(kin)
        ),
    )


def _parent_row(number: str, wish: Wish, *, lock: bool) -> Any:
    locking = " FOR UPDATE OF o" if lock and on_postgresql() else ""
    rows = fetch(_PARENT + locking, [wish.recipe, wish.reason, number, number])
    for row in rows:
        if row.number == number:
            return row
    raise no_such_order(number)


def _check_root(row: Any, root: int, members: tuple[MemberFacts, ...]) -> None:
    """The root was found before the lock: whoever held it may have linked or moved the parent."""
    now = next((member.root for member in members if member.order == row.id), row.id)
    if now != root:
        sentence = _("The family of order %(number)s was just changed. Try again.")
        raise Conflict(sentence % {"number": row.number}, code="family_changed")


def _parent(row: Any) -> ParentFacts:
    return ParentFacts(
        id=row.id,
        number=row.number,
        status=row.status,
        version=row.version,
        company_id=row.company_id,
        channel_id=row.channel_id,
        customer_id=row.customer_id,
        customer_name=row.customer_name,
        customer_email=row.customer_email,
        customer_phone=row.customer_phone,
        billing_address=document(row.billing_address),
        shipping_address=document(row.shipping_address),
        currency=row.currency,
        prices_include_tax=bool(row.prices_include_tax),
        shipping_charge=row.shipping_charge,
        shipping_tax_rate=row.shipping_tax_rate,
        main_tax_rate=row.shipping_tax_rate if row.main_tax_rate is None else row.main_tax_rate,
        is_refunded=0 < row.paid <= row.refunded,
    )


def _member(row: Any) -> MemberFacts:
    return MemberFacts(
        order=row.child_id,
        number=row.number,
        status=row.status,
        parent=row.parent_id,
        root=row.root_id,
        line_map=tuple(document(row.line_map)),
        actor_email=row.actor_email,
        created_at=moment(row.created_at),
        signature=row.signature,
        kept=tuple((one["parent_line"], one["quantity"]) for one in document(row.kept_units)),
    )


def _recipe(row: Any, wish: Wish, settings: Settings) -> RecipeFacts:
    if row.recipe_id is None and wish.recipe:
        sentence = _("There is no recipe %(code)s in use.") % {"code": wish.recipe}
        raise NotFound(sentence, code="unknown_recipe", field="recipe")
    companies = document(row.company_ids) if row.recipe_id else []
    if companies and row.company_id not in companies:
        sentence = _("The recipe %(name)s is not used by this order's company.")
        raise NotFound(sentence % {"name": row.recipe_name}, code="unknown_recipe", field="recipe")
    return RecipeFacts(
        id=row.recipe_id,
        name=row.recipe_name or row.kind_label,
        version=row.recipe_version or 0,
        kind_id=row.kind_id,
        kind_code=row.kind_code,
        kind_label=row.kind_label,
        kind_role=row.kind_role,
        rules=rules_from(document(row.rules)) if row.recipe_id else plain_rules(settings),
    )


def _reason(row: Any, wish: Wish) -> ReasonFacts | None:
    if not wish.reason:
        return None
    if row.reason_id is None:
        sentence = _("There is no reason code %(code)s.") % {"code": wish.reason}
        raise NotFound(sentence, code="unknown_reason", field="reason")
    return ReasonFacts(row.reason_id, row.reason_code, row.reason_label, row.reason_fault)


def _notes(order_id: int) -> tuple[NoteFacts, ...]:
    rows: Sequence[Any] = fetch(
        "SELECT id, kind, text, author_email, at, is_private FROM notes_note"
        " WHERE order_id = %s AND NOT is_system ORDER BY at, id",
        [order_id],
    )
    return tuple(
        NoteFacts(r.id, r.kind, r.text, r.author_email, moment(r.at), bool(r.is_private))
        for r in rows
    )
