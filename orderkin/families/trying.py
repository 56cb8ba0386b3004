"""A recipe tried before it is saved: what its example gives, with nothing written."""

from __future__ import annotations

from django.utils.translation import gettext as _

from orderkin.client.settings import current_settings
from orderkin.families.facts import ReasonFacts, RecipeFacts
from orderkin.families.models import Kind, ReasonCode
from orderkin.families.recipe_examples import Case, run_example
from orderkin.families.recipes import Rules, checked
from orderkin.lib.actor import Actor
from orderkin.lib.errors import NotFound


def try_rules(*, actor: Actor, name: str, kind: str, rules: Rules) -> tuple[Case, ...]:
    """The example under these rules. Raises Invalid naming the rule that is wrong, NotFound."""
    kept = checked(rules)
    row = Kind.objects.filter(code=kind).first()
    if row is None:
        sentence = _("There is no kind %(code)s.") % {"code": kind}
        raise NotFound(sentence, code="unknown_kind", field="kind")
    recipe = RecipeFacts(0, name, 0, row.pk, row.code, row.label, row.role, kept)
    return run_example(recipe, _reason(kept), current_settings(), actor)


def _reason(rules: Rules) -> ReasonFacts | None:
    """One that asks for a PIN if there is one, so that the example meets the rule."""
    rows = ReasonCode.objects.filter(active=True).order_by("position", "id")
    first = sorted(rows, key=lambda row: row.code not in rules.pin_reasons)[:1]
    return next((ReasonFacts(row.pk, row.code, row.label, row.fault) for row in first), None)
