"""From facts and a wish to a plan: the one place that decides what a related order will be (pure).

Create writes the plan, a dry run shows it; there is no second opinion.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from orderkin.families.answers import joined
from orderkin.families.facts import Facts
from orderkin.families.gifts import AskedGift, given_again, given_from_below
from orderkin.families.guarding import Asked, Finding, find, said_once
from orderkin.families.kit_answers import contents
from orderkin.families.planning_cautions import (
    finding_caution,
    stock_cautions,
    unshipped_cautions,
)
from orderkin.families.planning_kept import plan_kept
from orderkin.families.planning_limits import asked_for_pin, cap_cautions
from orderkin.families.planning_lines import plan_lines
from orderkin.families.planning_notes import plan_notes
from orderkin.families.plans import Caution, Lookalike, Plan, PlannedLine
from orderkin.families.wishes import Wish
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid
from orderkin.orders.lines import flat
from orderkin.orders.pricing import PriceBasis, order_sums
from orderkin.orders.statuses import LABELS, allows


def make_plan(
    facts: Facts, wish: Wish, actor: Actor, at: datetime, *, reason_may_wait: bool = False
) -> Plan:
    """The exact result of `wish` on these facts; a reason may wait while somebody still types.

    Raises Conflict for a parent in Void or a Quote, Invalid and NotFound for lines that cannot be.
    Everything a person may decide about comes back in the plan: cautions, look-alike, PIN.
    """
    _check_parent(facts)
    rules = facts.recipe.rules
    lines = plan_lines(facts, wish.lines)
    charge = facts.parent.shipping_charge if rules.shipping == "as_parent" and lines else 0
    sums = order_sums(
        [line.amounts for line in lines],
        shipping_charge=charge,
        shipping_tax_rate=facts.parent.shipping_tax_rate,
        prices_include_tax=facts.parent.prices_include_tax,
    )
    missing = missing_reason(facts, sums.given_free)
    if missing and not reason_may_wait:
        raise Invalid(missing, code="reason_required", field="reason")
    findings = _findings(facts, lines) if rules.guard != "off" else ()
    capped = cap_cautions(facts.settings, facts.cap, facts.parent.currency, sums.given_free)
    cautions = [
        *(
            finding_caution(one, blocks=rules.guard == "block")
            for one in said_once(findings, {x.id: x.kit_line for x in facts.lines})
        ),
        *capped,
        *unshipped_cautions(facts, lines, findings),
        *stock_cautions(lines),
    ]
    pin_why, pin_limit = asked_for_pin(facts, sums.given_free)
    return Plan(
        lines=lines,
        sums=sums,
        shipping_charge=charge,
        notes=tuple(plan_notes(facts, _as_used(wish, cautions), actor, at)),
        warnings=tuple(cautions),
        findings=findings,
        lookalike=_lookalike(facts, lines, at),
        pin_needed=bool(pin_why),
        pin_why=pin_why,
        pin_limit=pin_limit,
        approval_needed=bool(capped) and facts.settings.customer_cap_needs_approval,
        hold_reason=rules.hold_reason,
        release_when=rules.release_when,
        deduct_stock=rules.deduct_stock,
        kept=tuple(plan_kept(facts, wish)),
    )


def _as_used(wish: Wish, cautions: Iterable[Caution]) -> Wish:
    """A sentence that overrides nothing is no override, and is not told as one."""
    return wish if any(one.blocks for one in cautions) else replace(wish, override="")


def _check_parent(facts: Facts) -> None:
    if not allows("create_related_order", facts.parent.status):
        sentence = (
            f"Order {facts.parent.number} is {LABELS[facts.parent.status]};"
            " a related order needs one that was placed and not voided."
        )
        raise Conflict(sentence, code="parent_not_open", details={"status": facts.parent.status})


def missing_reason(facts: Facts, given_free: int) -> str:
    """Why a reason is needed that was not said; empty when none is."""
    if facts.reason is not None:
        return ""
    if facts.recipe.rules.reason_required:
        return f"{facts.recipe.name} needs a reason."
    if facts.recipe.id is None and given_free and facts.settings.plain_reason_for_free:
        return "Free lines need a reason or a recipe."
    return ""


def _findings(facts: Facts, lines: tuple[PlannedLine, ...]) -> tuple[Finding, ...]:
    """What was made good already, and what was never sold and is given again."""
    sold = {line.sku for line in facts.lines}
    gifts = [
        AskedGift(line.sku, line.name, line.quantity, line.answers is not None)
        for line in lines
        if (line.price_basis == PriceBasis.FREE or line.amounts.given_free) and line.sku not in sold
    ]
    asked = _asked(facts, lines)
    found = find(asked, facts.standings)
    known = {one.line for one in found}
    own = {line.id: facts.standings[line.id] for line in facts.lines} if facts.gifts else {}
    below = given_from_below(asked, own, facts.gifts)
    more = (one for one in below if one.line not in known)
    return (*found, *more, *given_again(gifts, facts.gifts))


def _asked(facts: Facts, lines: Iterable[PlannedLine]) -> list[Asked]:
    """What the lines ask of the parent's, and of what a canceled parent's lines stood for."""
    most = facts.settings.free_parts_per_unit or None
    sold = {line.id: line.name for line in facts.lines}
    own = [
        Asked(
            line.answers,
            sold[line.answers] if line.role == "replaces" else line.name,
            line.sku,
            line.quantity,
            line.role,
            most,
        )
        for line in flat(lines)
        if isinstance(line, PlannedLine) and line.answers is not None
    ]
    own += _contents_asked(facts, own)
    further = [
        Asked(one.id, one.name, ask.sku, ask.quantity, joined(one.role, ask.role), most)
        for ask in own
        for one in facts.behind
        if one.line == ask.line
    ]
    return [*own, *further]


def _contents_asked(facts: Facts, asked: Iterable[Asked]) -> list[Asked]:
    """Another product in the place of a kit asks for all that is in the kit."""
    sold = {line.id: line for line in facts.sold_lines()}
    names = {line.id: line.name for line in facts.lines}
    return [
        Asked(part.id, names[part.id], part.sku, units, "replaces")
        for one in asked
        if one.role == "replaces" and one.sku != sold[one.line].sku
        for part, units in contents(sold[one.line], one.quantity, sold.values())
    ]


def _lookalike(facts: Facts, lines: tuple[PlannedLine, ...], at: datetime) -> Lookalike | None:
    """The newest live child of this parent with the same lines, if young enough."""
    since = at - timedelta(minutes=facts.settings.lookalike_minutes)
    wanted = line_signature(lines)
    for member in reversed(facts.members):
        fresh = member.parent == facts.parent.id and member.created_at > since
        if fresh and member.is_live and member.signature == wanted:
            minutes = max(0, int((at - member.created_at).total_seconds() // 60))
            return Lookalike(member.number, member.actor_email, minutes)
    return None


def line_signature(lines: Iterable[PlannedLine]) -> str:
    """Equal for lines that ask for the same: SKU, quantity and what they answer."""
    return "|".join(sorted(f"{x.sku}*{x.quantity}@{x.answers or ''}" for x in lines))[:2000]
