"""What the Create Related Order dialog (and API clients) may choose from."""

from __future__ import annotations

from dataclasses import dataclass

from orderkin.client.pins import has_pin
from orderkin.client.rules import Settings
from orderkin.client.settings import current_settings
from orderkin.families.models import ReasonCode, Recipe
from orderkin.families.recipes import Rules, rules_from
from orderkin.lib.actor import Actor


@dataclass(frozen=True, slots=True)
class RecipeChoice:
    """A recipe on offer, with its rules read."""

    code: str
    name: str
    kind: str
    rules: Rules


@dataclass(frozen=True, slots=True)
class Choices:
    """Recipes and reasons in use, the settings, and whether the actor has a PIN."""

    recipes: tuple[RecipeChoice, ...]
    reasons: tuple[ReasonCode, ...]
    settings: Settings
    has_pin: bool


def choices(*, actor: Actor, company_id: int | None = None) -> Choices:
    """What can be chosen for an order of this company."""
    recipes = Recipe.objects.filter(active=True).select_related("kind").order_by("position", "id")
    return Choices(
        recipes=tuple(
            RecipeChoice(row.code, row.name, row.kind.code, rules_from(row.rules))
            for row in recipes
            if not row.company_ids or company_id is None or company_id in row.company_ids
        ),
        reasons=tuple(ReasonCode.objects.filter(active=True).order_by("position", "id")),
        settings=current_settings(),
        has_pin=has_pin(actor),
    )
