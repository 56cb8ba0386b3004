"""The recipes page and the recipe editor: what their templates are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from orderkin.client.models import Company
from orderkin.desk import recipe_words as words
from orderkin.desk.forms.recipes import RecipeForm
from orderkin.families.models import Kind, ReasonCode, Recipe
from orderkin.families.recipe_examples import Case
from orderkin.families.recipes import Rules, rules_from
from orderkin.families.trying import try_rules
from orderkin.lib.actor import Actor
from orderkin.lib.errors import Refusal
from orderkin.lib.limits import limit_shown


@dataclass(frozen=True, slots=True)
class RecipeRow:
    """A recipe in the list; `digit` chooses it in the dialog."""

    recipe: Recipe
    digit: str
    offers: str
    price: Any
    guard: Any
    pin: Any
    companies: str


@dataclass(frozen=True, slots=True)
class Example:
    """One case of a recipe's example, with its title."""

    title: Any
    case: Case


def lists_context(may_edit: bool) -> dict[str, object]:
    """Context of the page that lists recipes, reason codes and kinds."""
    reasons = ReasonCode.objects.order_by("-active", "position", "id")
    kinds = Kind.objects.order_by("position", "id")
    return {
        "rows": list(_rows()),
        "reasons": [(row, words.FAULTS.get(row.fault, row.fault)) for row in reasons],
        "kinds": [(row, words.ROLES.get(row.role, row.role)) for row in kinds],
        "may_edit": may_edit,
    }


def _rows() -> Iterator[RecipeRow]:
    companies = dict(Company.objects.order_by("id").values_list("id", "name"))
    used = 0
    for row in Recipe.objects.select_related("kind").order_by("position", "id"):
        rules = rules_from(row.rules)
        used += row.active
        yield RecipeRow(
            row,
            digit=str(used) if row.active and used < 10 else "",
            offers=", ".join(str(words.OFFERS.choices[offer]) for offer in rules.offers),
            price=words.PRICE.choices[rules.price_basis],
            guard=words.GUARD.choices[rules.guard],
            pin=_pin(rules),
            companies=", ".join(companies[pk] for pk in row.company_ids if pk in companies),
        )


def _pin(rules: Rules) -> str:
    """When the PIN is asked, with the value above which it is."""
    asked = str(words.PIN.choices[rules.pin])
    shown = rules.pin == "above" and limit_shown(rules.pin_above)
    return f"{asked}: {shown}" if shown else asked


def example_context(form: RecipeForm, actor: Actor) -> dict[str, object]:
    """The example of the recipe as it stands in the form, or why there is none."""
    try:
        if form.is_bound:
            form.is_valid()
            name, kind = form.cleaned_data.get("name", ""), form.cleaned_data.get("kind", "")
            rules = form.rules()
        else:
            rules = rules_from(form.initial)
            name, kind = form.initial.get("name", ""), form.initial.get("kind", "related")
        cases = try_rules(actor=actor, name=name, kind=kind, rules=rules)
    except Refusal as refusal:
        return {"example_refusal": refusal}
    return {"example": [Example(words.EXAMPLES[case.offer], case) for case in cases]}
