"""Create a related order: the verb this product is for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from orderkin.activity.recording import record
from orderkin.client.approvals import prove_approvers_pin
from orderkin.client.guarding import guard
from orderkin.client.pins import has_pin, pin_not_set, pin_required, prove_pin
from orderkin.families import previews, reading, wishes, writing
from orderkin.families.made import Child, as_planned, read_child
from orderkin.families.planning import make_plan
from orderkin.families.plans import Plan
from orderkin.families.wishes import Wish
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, NotAllowed
from orderkin.orders.intents import take_intent
from orderkin.orders.running import known_while_running
from orderkin.sql import one_commit


@dataclass(frozen=True, slots=True)
class Approval:
    """A second person's consent, proved by their own Security PIN."""

    approver: Actor
    pin: str


@dataclass(frozen=True, slots=True)
class Made:
    """The child's number, and whether an earlier request with the same key had made it."""

    number: str
    replayed: bool
    child: Child
    warnings: tuple[str, ...] = ()


@known_while_running
def create_related_order(
    *,
    actor: Actor,
    number: str,
    wish: Wish,
    key: str,
    at: datetime,
    pin: str = "",
    approval: Approval | None = None,
    preview: str = "",
) -> Made:
    """Create a child of the order `number` as `wish` says, once per `key`.

    `preview` is the token of a dry run: when anything it rested on has changed, nothing is made
    and the refusal says what. Raises NotFound (order, line, SKU, recipe, reason), NotAllowed
    (right_missing, pin_required, pin_wrong, pin_locked, pin_not_set, approval_required), Conflict
    (parent_not_open, lookalike, guard_blocks, preview_outdated), KeyReused, Invalid.
    """
    guard(actor, "create_related_order")
    asked = wishes.checked(wish)
    # Before the transaction: a wrong guess must count even though everything else is rolled back.
    if pin:
        prove_pin(actor=actor, pin=pin, at=at)
    approver = _prove_approval(actor, approval, at)
    return _create(actor, number, asked, key, bool(pin), approver, preview, at)


@one_commit()
def _create(
    actor: Actor,
    number: str,
    wish: Wish,
    key: str,
    pin_proved: bool,
    approver: Actor | None,
    preview: str,
    at: datetime,
) -> Made:
    intent = take_intent(
        key=key, digest=wish.digest(number), actor=actor, at=at, lines=len(wish.lines)
    )
    if intent.replayed:
        return Made(intent.number, replayed=True, child=read_child(intent.number))
    facts = reading.read_facts(number=number, wish=wish, at=at, lock=True, with_notes=False)
    plan = make_plan(facts, wish, actor, at)
    if preview:
        previews.check_token(preview, facts, wish)
    _check_pin(plan, actor, pin_proved)
    _check_decisions(plan, wish, actor, approver)
    written = writing.write_plan(
        plan,
        facts=facts,
        wish=wish,
        intent=intent,
        actor=actor,
        approver=approver,
        at=at,
    )
    events = writing.happenings(
        plan, facts=facts, written=written, number=intent.number, actor=actor, at=at
    )
    record(events, actor, at)
    child = as_planned(plan, facts, intent.number, actor, at)
    return Made(intent.number, False, child, tuple(w.code for w in plan.warnings))


def _prove_approval(actor: Actor, approval: Approval | None, at: datetime) -> Actor | None:
    if approval is None:
        return None
    guard(approval.approver, "approve_related_order")
    if approval.approver.employee_id == actor.employee_id:
        sentence = _("Approval must come from somebody else than who asks.")
        raise NotAllowed(sentence, code="approval_by_oneself", field="approver")
    if not approval.pin:
        sentence = _("Whoever approves enters their own Security PIN.")
        raise NotAllowed(sentence, code="pin_required", field="approver_pin")
    _prove_approvers_pin(actor, approval, at)
    return approval.approver


def _prove_approvers_pin(actor: Actor, approval: Approval, at: datetime) -> None:
    """A wrong one is said of the approver's field."""
    try:
        prove_approvers_pin(approver=approval.approver, asker=actor, pin=approval.pin, at=at)
    except NotAllowed as no:
        details = no.details
        raise NotAllowed(no.sentence, code=no.code, field="approver_pin", details=details) from no


def _check_pin(plan: Plan, actor: Actor, proved: bool) -> None:
    if plan.pin_needed and not proved:
        raise pin_required() if has_pin(actor) else pin_not_set()


def _check_decisions(plan: Plan, wish: Wish, actor: Actor, approver: Actor | None) -> None:
    """What only a person can decide: make another look-alike, override the guard, approve."""
    if plan.lookalike and not wish.make_lookalike:
        like = plan.lookalike
        sentence = (
            _("Order %(number)s with the same lines was made %(minutes)d min ago by %(email)s.")
            if like.minutes
            else _("Order %(number)s with the same lines was made just now by %(email)s.")
        )
        facts: Mapping[str, object] = {
            "number": like.number,
            "minutes": like.minutes,
            "email": like.actor_email,
        }
        raise Conflict(sentence % facts, code="lookalike", details=facts)
    blocks = [caution for caution in plan.warnings if caution.blocks]
    if blocks and not wish.override:
        sentence = _("%(why)s Somebody who may override must say why.")
        facts = {"orders": list(dict.fromkeys(n for one in blocks for n in one.orders))}
        raise Conflict(sentence % {"why": blocks[0].sentence}, code="guard_blocks", details=facts)
    if blocks:
        guard(actor, "override_guard")
    if plan.approval_needed and approver is None:
        sentence = _("This is above the customer's cap and needs the approval of a second person.")
        raise NotAllowed(sentence, code="approval_required", field="approver")
