"""Recipes, reasons and kinds are data: saved by a Client Admin, in use at once."""

from __future__ import annotations

from dataclasses import replace
from itertools import count

import pytest

from orderkin.families.actions.save_kind import save_kind
from orderkin.families.actions.save_reason import save_reason
from orderkin.families.actions.save_recipe import RecipeDraft, Saved, save_recipe
from orderkin.families.models import Kind, ReasonCode, Recipe, Relation
from orderkin.families.recipe_examples import Case
from orderkin.families.recipes import PLAIN, Rules, checked, rules_from
from orderkin.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Refusal
from tests.families.relatives import LATER, again, fresh, make_child
from tests.makers import make_actor, make_order, make_shop

pytestmark = pytest.mark.django_db

_next = count(1)
COURTESY = RecipeDraft("courtesy", "Courtesy", "goodwill", Rules(price_basis="free"))


def save(draft: RecipeDraft = COURTESY, version: int | None = None) -> Saved:
    boss = make_actor(f"Boss {next(_next)}", role="client_admin")
    return save_recipe(actor=boss, draft=draft, version=version, at=LATER)


def cases(draft: RecipeDraft) -> dict[str, Case]:
    return {case.offer: case for case in save(draft).example}


def test_a_new_recipe_works_at_once() -> None:
    order, maja = make_order(), make_actor()
    save(replace(COURTESY, rules=Rules(price_basis="free", hold_reason="Ask the lead")))
    child = make_child(order, maja, again(order, "LAMP"), recipe="courtesy")
    assert (child.given_free, child.total, child.status) == (4900, 0, "on_hold")
    assert Relation.objects.get(child=child).kind.code == "goodwill"


def test_a_change_counts_up_the_version_and_old_relations_keep_their_recipe() -> None:
    order, maja = make_order(), make_actor()
    first = save().recipe
    child = make_child(order, maja, recipe="courtesy")
    second = save(replace(COURTESY, name="Courtesy gift"), version=1).recipe
    assert (first.pk, second.version, second.name) == (second.pk, 2, "Courtesy gift")
    assert Relation.objects.get(child=child).recipe == second


def test_two_editors_do_not_overwrite_each_other() -> None:
    save()
    save(replace(COURTESY, name="Mine"), version=1)
    with pytest.raises(Conflict) as refused:
        save(replace(COURTESY, name="Theirs"), version=1)
    assert refused.value.code == "recipe_changed"


def test_a_switched_off_recipe_and_that_of_another_company_are_not_offered() -> None:
    order, maja = make_order(), make_actor()
    other = make_shop("Lampan")
    save(replace(COURTESY, company_ids=(other.company.pk,)))
    with pytest.raises(NotFound):
        make_child(order, maja, recipe="courtesy")
    save(replace(COURTESY, active=False))
    with pytest.raises(NotFound) as refused:
        make_child(order, maja, recipe="courtesy")
    assert refused.value.code == "unknown_recipe"


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (replace(COURTESY, code="Not A Code"), "code"),
        (replace(COURTESY, name="  "), "name"),
        (replace(COURTESY, name="Goodwill"), "name"),
        (replace(COURTESY, kind="cousin"), "kind"),
        (replace(COURTESY, company_ids=(999,)), "company_ids"),
        (replace(COURTESY, rules=Rules(price_basis="half")), "price_basis"),
        (replace(COURTESY, rules=Rules(offers=("unicorns",))), "offers"),
        (replace(COURTESY, rules=Rules(offers=(["parent_lines"],))), "offers"),  # type: ignore[arg-type]
        (replace(COURTESY, rules=Rules(pin_above={"EUR": -1})), "pin_above"),
        (replace(COURTESY, rules=Rules(pin_above="9")), "pin_above"),  # type: ignore[arg-type]
        (replace(COURTESY, rules=Rules(pin="reasons")), "pin_reasons"),
        (replace(COURTESY, rules=Rules(pin="reasons", pin_reasons=("whim",))), "pin_reasons"),
        (replace(COURTESY, rules=Rules(release_when="Monday")), "hold_reason"),
        (replace(COURTESY, rules=Rules(note_customer="\x00")), "note_customer"),
    ],
)
def test_what_cannot_be_meant_is_refused_by_field_and_nothing_is_saved(
    draft: RecipeDraft, field: str
) -> None:
    with pytest.raises(Refusal) as refused:
        save(draft)
    assert refused.value.field == field
    assert not Recipe.objects.filter(code="courtesy").exists()


def test_only_a_client_admin_edits_recipes() -> None:
    with pytest.raises(NotAllowed):
        save_recipe(actor=make_actor(), draft=COURTESY, at=LATER)


def test_saving_tries_every_offer_on_a_made_up_order() -> None:
    tried = cases(replace(COURTESY, rules=Rules(price_basis="free", guard="block")))
    assert set(tried) == {*PLAIN.offers, "twice"}
    lamp = tried["parent_lines"].plan
    assert lamp is not None
    assert (lamp.sums.total, lamp.sums.given_free) == (0, 4900)


def test_the_example_shows_guard_pin_hold_price_and_what_cannot_ship() -> None:
    rules = Rules(
        price_basis="free", guard="block", pin="above", pin_above={"EUR": 4000}, hold_reason="x"
    )
    tried = cases(replace(COURTESY, rules=rules))
    twice, mug = tried["twice"].plan, tried["any_product"].plan
    assert twice is not None
    assert mug is not None
    assert [caution.code for caution in twice.warnings if caution.blocks]
    assert (twice.pin_needed, twice.pin_why, twice.hold_reason) == (True, "value", "x")
    assert (mug.pin_needed, [c.code for c in mug.warnings]) == (False, ["cannot_ship"])


def test_the_example_tells_what_an_offer_would_be_refused_for() -> None:
    tried = cases(replace(COURTESY, rules=Rules(price_basis="as_paid")))
    assert tried["parent_lines"].plan is not None
    assert tried["any_product"].plan is None
    assert "Nothing was paid" in tried["any_product"].refusal


@pytest.mark.parametrize("code", ["wrong_item_kept", "parts", "upgrade", "reship", "goodwill"])
def test_the_ready_made_recipes_pass_their_own_examples(code: str) -> None:
    recipe = Recipe.objects.select_related("kind").get(code=code)
    rules = rules_from(recipe.rules)
    tried = cases(RecipeDraft(code, recipe.name, recipe.kind.code, rules))
    assert [case.refusal for case in tried.values()] == [""] * len(tried)


def test_rules_survive_being_stored() -> None:
    rules = Rules(
        offers=("accessories",), pin="reasons", pin_reasons=("lost",), pin_above={"EUR": 7}
    )
    assert rules_from(rules.document()) == rules == checked(rules)


def test_a_reason_has_a_party_at_fault_and_can_be_retired() -> None:
    order, maja, boss = make_order(), make_actor(), make_actor("Boss", role="client_admin")
    save_reason(actor=boss, code="melted", label="Melted", fault="carrier", at=LATER)
    assert make_child(order, maja, reason="melted").status == "in_process"
    save_reason(actor=boss, code="melted", label="Melted", fault="carrier", active=False, at=LATER)
    with pytest.raises(NotFound) as refused:
        make_child(order, maja, reason="melted")
    assert refused.value.code == "unknown_reason"
    with pytest.raises(Invalid):
        save_reason(actor=boss, code="melted", label="Melted", fault="moon", at=LATER)


def test_a_kind_can_be_added_but_not_counted_differently_afterwards() -> None:
    order, maja, boss = make_order(), make_actor(), make_actor("Boss", role="client_admin")
    save_kind(actor=boss, code="loan", label="On loan", role="adds", at=LATER)
    save(replace(COURTESY, kind="loan"))
    child = make_child(order, maja, recipe="courtesy")
    assert fresh(child).status == "in_process"
    save_kind(actor=boss, code="loan", label="Lent", role="adds", at=LATER)
    with pytest.raises(Conflict) as refused:
        save_kind(actor=boss, code="loan", label="Lent", role="replaces", at=LATER)
    assert refused.value.code == "role_in_use"


def test_reasons_and_kinds_stand_where_they_are_put() -> None:
    boss = make_actor("Noor Haddad", role="client_admin")
    save_reason(actor=boss, code="melted", label="Melted", fault="carrier", position=1, at=LATER)
    save_kind(actor=boss, code="loan", label="On loan", role="adds", position=0, at=LATER)
    reasons, kinds = list(ReasonCode.objects.all()), list(Kind.objects.all())
    assert (reasons[1].code, kinds[0].code) == ("melted", "loan")
    assert [row.position for row in reasons] == list(range(len(reasons)))
    assert [row.position for row in kinds] == list(range(len(kinds)))
