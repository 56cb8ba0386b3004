"""What the Create Related Order dialog shows: recipes, rows, consequences, questions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from orderkin.client.guarding import guard
from orderkin.client.models import Employee
from orderkin.client.pins import has_pin, pin_not_set
from orderkin.client.rules import RIGHTS
from orderkin.customers.addresses import Address
from orderkin.desk.actor import actor, employee, now
from orderkin.desk.arrived import is_of_arrived, said, with_refusal
from orderkin.desk.dry_run import dry_run
from orderkin.desk.forms.related import RelatedOrderForm
from orderkin.desk.picking import Pick, picks
from orderkin.families.facts import Facts
from orderkin.families.models import ReasonCode, Recipe
from orderkin.families.plans import Plan
from orderkin.families.previews import preview_related_order
from orderkin.families.reading import read_facts
from orderkin.families.wishes import Wish, WishLine
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound, Refusal
from orderkin.lib.money import show
from orderkin.orders.models import Order, no_such_order

# Facts hold the parent's lines only when a wish asks about lines; this one asks about all of them.
_ALL_LINES = (WishLine(parent_line=0),)

# Inputs that show their own refusal.
BESIDE = frozenset({"customer_service_notes", "reason", "pin", "approver", "approver_pin"})
# Refusals that the dialog puts as a question of its own.
ASKED = frozenset({"lookalike", "guard_blocks", "pin_not_set"})
# Where the answer to such a question goes.
ANSWERED_IN = {"lookalike": "make_lookalike", "guard_blocks": "override"}
PIN_WHY = {
    "setting": _lazy("Asked because Client Settings require it."),
    "recipe": _lazy("Asked because this recipe always needs it."),
    "reason": _lazy("Asked because of the reason."),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A recipe to choose by its digit."""

    code: str
    name: str
    key: str
    chosen: bool


def currency_of(number: str) -> str:
    """The order's currency. Raises NotFound."""
    found = Order.objects.filter(number=number).values_list("currency", flat=True).first()
    if found is None:
        raise no_such_order(number)
    return found


def dialog(request: HttpRequest, number: str, form: RelatedOrderForm) -> dict[str, object]:
    """Context of the dialog and of each of its parts, from what is typed so far."""
    guard(actor(request), "create_related_order")
    typed = form.data
    at = now()
    chosen = typed.get("recipe", "").replace("\x00", "")
    facts = _facts(number, chosen, at)
    # The form says what is wrong with a NUL; here it only must not reach the database.
    fresh = request.headers.get("HX-Trigger-Name") == "recipe" or form.is_redrawn
    left = set(form.several("by_recipe")) if fresh else set()  # another recipe takes others
    taken = [key for key in (x.replace("\x00", "") for x in form.taken()) if key not in left]
    rows = picks(
        facts, typed=typed, taken=taken, fresh=fresh, at=at, locale=employee(request).locale
    )
    records_kept = facts.recipe.rules.records_kept
    wish = _wish(form, rows if fresh else (), records_kept=records_kept)
    return {
        "form": form,
        "refusal": _loose_refusal(form),
        "order": facts.parent,
        "ships_to": Address.read(facts.parent.shipping_address),
        "recipe_choices": _choices(facts, chosen),
        "reasons": ReasonCode.objects.filter(active=True).order_by("position", "id"),
        "reason_required": facts.recipe.rules.reason_required,
        "picks": rows,
        "open_picker": bool(chosen or taken or len(rows) <= 3),
        "any_typed": typed.get("any_product", ""),
        "any_product": "any_product" in facts.recipe.rules.offers,
        "records_kept": records_kept,
        "kept_rows": with_refusal(form.kept_rows(), getattr(form, "refusal", None)),
        "drawn": chosen,
        "notes": [note for note in facts.notes if not note.is_private],  # these stay
        "travelling": form.several("travel"),
        "draft": f"related-{number}",
        "sheet_title": _("Create Related Order"),
        "sheet_url": reverse("desk:create_related_order", args=[number]),
        "preview_url": reverse("desk:preview_related_order", args=[number]),
        "back_url": reverse("desk:order", args=[number]),
        **_consequences(request, facts, wish, form, at),
    }


def _facts(number: str, recipe: str, at: datetime) -> Facts:
    wish = Wish(recipe=recipe, lines=_ALL_LINES)
    try:
        return read_facts(number=number, wish=wish, at=at, lock=False, with_notes=True)
    except NotFound:
        if not recipe:
            raise
        return _facts(number, "", at)  # the form says that there is no such recipe; nothing is lost


def _choices(facts: Facts, chosen: str) -> list[Choice]:
    found = Recipe.objects.filter(active=True).order_by("position", "id")
    usable = [r for r in found if not r.company_ids or facts.parent.company_id in r.company_ids]
    plain = Choice("", _("Related order"), "0", not chosen)
    return [
        plain,
        *(
            Choice(r.code, r.name, str(n) if n < 10 else "", r.code == chosen)
            for n, r in enumerate(usable, start=1)
        ),
    ]


def _loose_refusal(form: RelatedOrderForm) -> Refusal | None:
    """The refusal if nothing else in the dialog says it: no input and no question of its own."""
    refusal: Refusal | None = getattr(form, "refusal", None)
    if refusal is None or refusal.field in BESIDE or refusal.code in ASKED:
        return None
    if is_of_arrived(refusal):
        return None
    return refusal


def _wish(form: RelatedOrderForm, rows: Sequence[Pick], *, records_kept: bool) -> Wish:
    """What is asked for so far; the rows that a freshly chosen recipe takes by itself count too."""
    form.is_valid()
    wish = form.wish() if form.is_bound else Wish()
    if not records_kept:
        wish = replace(wish, kept=())  # typed under another recipe; it is not shown any more
    taken = [row for row in rows if row.taken]
    return replace(wish, lines=tuple(map(_line, taken))) if rows else wish


def _line(row: Pick) -> WishLine:
    """What a row that was just drawn asks for."""
    line, _colon, sku = row.key.partition(":")
    answered = line.removeprefix("l") or row.answered
    return WishLine(int(answered) if answered else None, sku, int(row.quantity), row.basis)


def _consequences(
    request: HttpRequest, shown: Facts, wish: Wish, form: RelatedOrderForm, at: datetime
) -> dict[str, object]:
    who = actor(request)
    if form.non_field_errors() and not getattr(form, "refusal", None):  # lines that cannot be read
        return {"preview_refusal": form.non_field_errors()[0]}
    try:
        preview = preview_related_order(
            actor=who, number=shown.parent.number, wish=wish, at=at, reason_may_wait=True
        )
    except Refusal as refusal:
        if not form.is_bound:
            raise
        return {"preview_refusal": said(refusal, form.kept_rows())}
    plan = preview.plan
    _point_at_the_answer(form)
    pin_missing = plan.pin_needed and not has_pin(who)
    return {
        "plan": plan,
        "preview_refusal": preview.missing_reason,
        "dry": dry_run(plan, zone=employee(request).zone, at=at),
        "seen": preview.seen(shown),
        "pin_why": _pin_why(plan, employee(request).locale),
        "pin_missing": pin_not_set().sentence if pin_missing else "",
        "may_override": who.may("override_guard"),
        "blocked": any(caution.blocks for caution in plan.warnings),
        "ask_approval": plan.approval_needed,
        "approvers": _approvers(who) if plan.approval_needed else (),
        "units": _units(plan),
    }


def _pin_why(plan: Plan, locale: str) -> object:
    over = plan.pin_limit
    if over is None:
        return PIN_WHY.get(plan.pin_why, "")
    facts = {
        "given": show(over.given, over.currency, locale),
        "limit": show(over.limit or 0, over.currency, locale),
        "currency": over.currency,
    }
    if over.limit:
        return _("Asked because %(given)s is given free; up to %(limit)s needs none.") % facts
    return _("Asked because %(given)s is given free; in %(currency)s any value asks.") % facts


def _point_at_the_answer(form: RelatedOrderForm) -> None:
    """After a refusal the focus goes to where the answer is typed."""
    refusal: Refusal | None = getattr(form, "refusal", None)
    field = ANSWERED_IN.get(refusal.code) if refusal else None
    if field:
        form.fields[field].widget.attrs["autofocus"] = True


def _approvers(who: Actor) -> list[Employee]:
    """Everybody else who may approve, by name."""
    able = Employee.objects.filter(is_active=True, role__in=RIGHTS["approve_related_order"].roles)
    return list(able.exclude(pk=who.employee).order_by("name", "id")[:20])


def _units(plan: Plan) -> int:
    return sum(line.quantity for line in plan.lines)
