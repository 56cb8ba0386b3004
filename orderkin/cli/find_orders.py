"""`orderkin find`: orders by the same search language as everywhere."""

import json
import sys
from dataclasses import asdict
from datetime import UTC, datetime

import click
from django.utils.translation import gettext as _

from orderkin.client.actors import SYSTEM, actor_by_email
from orderkin.families.listing import OrderRow, order_rows
from orderkin.lib.actor import Actor
from orderkin.lib.money import show
from orderkin.orders.statuses import LABELS
from orderkin.search.find import find_orders as find
from orderkin.search.help import operator_help


@click.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, type=click.UNPROCESSED)
@click.option("--limit", default=20, show_default=True, type=click.IntRange(1, 1000))
@click.option("--cursor", default="", help="Where the page before ended.")
@click.option("--as", "email", default="", help="The employee who asks: their zone, their by:me.")
@click.option("--json", "as_json", is_flag=True, help="One JSON line per order, then the cursor.")
@click.option("--operators", is_flag=True, help="Explain the operators and stop.")
def find_orders(
    words: tuple[str, ...], limit: int, cursor: str, email: str, as_json: bool, operators: bool
) -> None:
    """Find orders by number, name, e-mail, SKU, tracking number or operators, newest first.

    A word after a minus sign must not be there: orderkin find lindqvist -status:void
    """
    if operators:
        for row in operator_help():
            click.echo(f"{row.name + ':':<10} {row.sentence}  {row.example}")
        return
    asker: Actor = actor_by_email(email, "cli") if email else SYSTEM
    text = " ".join(words)
    found = find(text, actor=asker, at=datetime.now(UTC), cursor=cursor or None, limit=limit)
    rows = order_rows(found.ids)
    for order in rows:
        click.echo(_as_json(order) if as_json else _as_text(order))
    if as_json:
        click.echo(json.dumps({"next": found.next, "problems": found.problems}))
    _tell(found.problems, found.next if not as_json else None)
    sys.exit(0 if rows else 1)


def _tell(problems: tuple[str, ...], cursor: str | None) -> None:
    for problem in problems:
        click.echo(_("%(value)s means nothing here.") % {"value": problem}, err=True)
    if cursor:
        click.echo(_("There may be more: --cursor %(cursor)s") % {"cursor": cursor}, err=True)


def _as_json(order: OrderRow) -> str:
    told = {name: value for name, value in asdict(order).items() if name != "id"}
    return json.dumps({**told, "placed_at": order.placed_at.isoformat()}, ensure_ascii=False)


def _as_text(order: OrderRow) -> str:
    family = f"{order.kind_label} < {order.parent_number}" if order.parent_number else ""
    amount = show(order.total, order.currency)
    return (
        f"{order.number}  {order.placed_at:%Y-%m-%d}  {LABELS[order.status]:<10}"
        f"  {amount:>14}  {order.customer_name}  {family}"
    ).rstrip()
