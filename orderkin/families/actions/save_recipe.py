"""Save a recipe."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from orderkin.activity.recording import Happening, record
from orderkin.client.guarding import guard
from orderkin.client.models import Company
from orderkin.client.settings import current_settings
from orderkin.families.facts import ReasonFacts, RecipeFacts
from orderkin.families.models import Kind, ReasonCode, Recipe
from orderkin.families.places import take_place
from orderkin.families.recipe_examples import Case, run_example
from orderkin.families.recipes import Rules, checked, rules_from
from orderkin.families.wording import checked_code, checked_label
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Conflict, Invalid, NotFound


@dataclass(frozen=True, slots=True)
class RecipeDraft:
    """A recipe as its editor has it. `company_ids` empty: all companies use it."""

    code: str
    name: str
    kind: str
    rules: Rules
    company_ids: Sequence[int] = ()
    active: bool = True
    position: int | None = None


@dataclass(frozen=True, slots=True)
class Saved:
    """The stored recipe, and what it does to the made-up order of its example."""

    recipe: Recipe
    example: tuple[Case, ...]


@transaction.atomic(durable=True)
def save_recipe(
    *, actor: Actor, draft: RecipeDraft, version: int | None = None, at: datetime
) -> Saved:
    """Make the recipe of this code, or change it; it is in use at once, without a restart.

    `version` is the one that was shown: Conflict `recipe_changed` when somebody was faster. Raises
    NotFound (unknown_kind, unknown_reason, unknown_company), Invalid naming the field.
    """
    guard(actor, "edit_recipes")
    code, name = checked_code(draft.code), checked_label(draft.name, field="name")
    rules = checked(draft.rules)
    reasons = _reasons(rules)
    recipe = Recipe.objects.select_for_update(of=("self",)).filter(code=code).first()
    recipe = recipe or Recipe(code=code, version=0, position=Recipe.objects.count())
    _check_version(recipe, version)
    _check_name(recipe, name)
    before = rules_from(recipe.rules).document() if recipe.pk else {}
    recipe.name, recipe.kind, recipe.active = name, _kind(draft.kind), draft.active
    recipe.rules, recipe.company_ids = rules.document(), _companies(draft.company_ids)
    recipe.position = recipe.position if draft.position is None else draft.position
    recipe.version, recipe.changed_at = recipe.version + 1, at
    recipe.save()
    if draft.position is not None:
        take_place(recipe, draft.position)
    reason, settings = reasons[0] if reasons else None, current_settings()
    example = run_example(_as_facts(recipe, rules), reason, settings, actor)
    after = rules.document()
    changed = {key: [before.get(key), value] for key, value in after.items()}
    data = {
        "code": code,
        "name": name,
        "active": draft.active,
        "changed": {key: pair for key, pair in changed.items() if pair[0] != pair[1]},
    }
    record([Happening("recipe.saved", recipe.pk, "recipe", data)], actor, at)
    return Saved(recipe, example)


def _check_version(recipe: Recipe, version: int | None) -> None:
    if version is not None and recipe.version != version:
        sentence = _("The recipe %(code)s was changed by somebody else. Look at it again.")
        raise Conflict(sentence % {"code": recipe.code}, code="recipe_changed")


def _check_name(recipe: Recipe, name: str) -> None:
    if Recipe.objects.filter(name=name).exclude(pk=recipe.pk).exists():
        sentence = _("Another recipe is called %(name)s.") % {"name": name}
        raise Invalid(sentence, code="name_taken", field="name")


def _kind(code: str) -> Kind:
    found = Kind.objects.filter(code=code).first()
    if found is None:
        sentence = _("There is no kind %(code)s.") % {"code": code}
        raise NotFound(sentence, code="unknown_kind", field="kind")
    return found


def _companies(ids: Sequence[int]) -> list[int]:
    wanted = sorted(set(ids))
    if Company.objects.filter(pk__in=wanted).count() != len(wanted):
        sentence = _("There is no such company.")
        raise NotFound(sentence, code="unknown_company", field="company_ids")
    return wanted


def _reasons(rules: Rules) -> list[ReasonFacts]:
    """Reasons that ask for a PIN first, so that the example meets the rule."""
    rows = {row.code: row for row in ReasonCode.objects.filter(active=True).order_by("position")}
    for code in rules.pin_reasons:
        if code not in rows:
            sentence = _("There is no reason code %(code)s.") % {"code": code}
            raise NotFound(sentence, code="unknown_reason", field="pin_reasons")
    first = sorted(rows.values(), key=lambda row: row.code not in rules.pin_reasons)
    return [ReasonFacts(row.pk, row.code, row.label, row.fault) for row in first]


def _as_facts(recipe: Recipe, rules: Rules) -> RecipeFacts:
    kind = recipe.kind
    return RecipeFacts(
        recipe.pk, recipe.name, recipe.version, kind.pk, kind.code, kind.label, kind.role, rules
    )
