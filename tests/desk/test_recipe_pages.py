"""The recipe editor: every rule has words, what is typed is what is saved."""

from __future__ import annotations

from dataclasses import fields

import pytest
from django.test import Client

from orderkin.desk.forms.recipes import RecipeForm, code_from, typed_from
from orderkin.desk.recipe_words import FAULTS as FAULT_WORDS
from orderkin.desk.recipe_words import ROLES, RULES
from orderkin.families.models import ReasonCode, Recipe
from orderkin.families.recipes import (
    CHOICES,
    FAULTS,
    KIND_ROLES,
    OFFERS,
    PLAIN,
    Rules,
    rules_from,
)
from tests.makers import make_employee

pytestmark = pytest.mark.django_db
BACKEND = "orderkin.client.signed_in.EmployeeBackend"


@pytest.fixture
def admin(client: Client) -> Client:
    """Ina's browser."""
    client.force_login(make_employee("Ina Berg", role="client_admin"), backend=BACKEND)
    return client


def _typed(code: str, **changed: object) -> dict[str, object]:
    """What a browser sends when the editor of this recipe is saved with these changes."""
    row = Recipe.objects.select_related("kind").get(code=code)
    values = {**typed_from(row, row.position + 1), **changed}
    return {name: value for name, value in values.items() if value not in (False, None)}


def test_every_rule_and_every_choice_has_words() -> None:
    assert {f.name for f in fields(Rules)} == RULES.keys()
    assert {name: set(choices) for name, choices in CHOICES.items()} == {
        name: set(RULES[name].choices) for name in CHOICES
    }
    assert set(RULES["offers"].choices) == set(OFFERS)
    assert set(FAULT_WORDS) == set(FAULTS)
    assert set(ROLES) == set(KIND_ROLES)


def test_saving_a_recipe_unchanged_changes_no_rule(admin: Client) -> None:
    for row in Recipe.objects.order_by("id"):
        before = rules_from(row.rules)
        answer = admin.post(f"/settings/recipes/{row.code}/", _typed(row.code))
        assert answer.status_code == 302, row.code
        assert rules_from(Recipe.objects.get(pk=row.pk).rules) == before


def test_a_recipe_takes_its_place_and_the_others_close_up(admin: Client) -> None:
    admin.post("/settings/recipes/goodwill/", _typed("goodwill", position=2))
    order = list(Recipe.objects.order_by("position", "id").values_list("code", "position"))
    assert order[:3] == [("wrong_item_kept", 0), ("goodwill", 1), ("parts", 2)]
    assert [place for _code, place in order] == list(range(len(order)))


def test_a_change_by_somebody_faster_is_not_overwritten(admin: Client) -> None:
    mine = _typed("parts", name="Parts and screws")
    admin.post("/settings/recipes/parts/", _typed("parts", hold_reason="Checked first"))
    answer = admin.post("/settings/recipes/parts/", mine)
    assert answer.status_code == 409
    assert "Parts and screws" in answer.content.decode()
    assert Recipe.objects.get(code="parts").name == "Parts"


def test_an_agent_cannot_save_a_recipe_or_a_reason(client: Client) -> None:
    client.force_login(make_employee("Maja Holm"), backend=BACKEND)
    assert client.post("/settings/recipes/parts/", _typed("parts")).status_code == 403
    assert (
        client.post("/settings/new-reason/", {"label": "X", "fault": "policy"}).status_code == 403
    )
    assert client.get("/settings/recipes/").status_code == 200


def test_a_code_is_made_from_the_name() -> None:
    assert code_from("Wrong item, kept (again)") == "wrong_item_kept_again"
    assert code_from("Überlänge") == "uberlange"


def test_a_name_that_gives_no_code_asks_for_one(admin: Client) -> None:
    answer = admin.post("/settings/new-reason/", {"label": "色違い", "fault": "listing"})
    assert answer.status_code == 422
    assert "A code begins with a letter" in answer.content.decode()


def test_the_example_is_refused_with_a_sentence(admin: Client) -> None:
    typed = _typed("parts", pin="reasons")
    answer = admin.post("/settings/recipe-example/", typed)
    assert "Name the reasons that need a PIN." in answer.content.decode()


def test_a_new_recipe_begins_as_careful_as_the_plain_related_order(admin: Client) -> None:
    """Whoever fills in a name alone gets a recipe that takes stock and looks at what was sold."""
    form = admin.get("/settings/new-recipe/").context["form"]
    ticked = {name: form[name].value() for name in ("deduct_stock", "warranty_from_root")}
    assert ticked == {"deduct_stock": True, "warranty_from_root": True}
    shown = {**{f.name: form[f.name].value() for f in fields(Rules)}, "name": "Spare bulb"}
    typed = {"kind": "parts", "position": 1, "active": "on", **shown}
    sent = {name: value for name, value in typed.items() if value not in (False, None, {})}
    assert admin.post("/settings/new-recipe/", sent).status_code == 302
    assert rules_from(Recipe.objects.get(code="spare_bulb").rules) == PLAIN


def test_a_new_recipe_may_begin_like_another(admin: Client) -> None:
    page = admin.get("/settings/new-recipe/?like=reship")
    form = page.context["form"]
    assert isinstance(form, RecipeForm)
    assert (form.initial["name"], form.initial["parent_canceled"]) == ("", "cancel")


def test_a_reason_is_offered_at_the_place_it_is_given(admin: Client) -> None:
    page = admin.get("/settings/reasons/lost/").context["form"]
    typed = {"label": "Lost", "fault": "carrier", "active": "on", "place": "1"}
    assert page.initial["place"] == 5
    assert admin.post("/settings/reasons/lost/", typed).status_code == 302
    assert ReasonCode.objects.order_by("position", "id")[0].code == "lost"
