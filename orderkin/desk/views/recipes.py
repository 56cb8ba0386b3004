"""Recipes, reason codes and kinds: everybody may read them, a Client Admin changes them."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor, now
from orderkin.desk.forms.recipes import KindForm, PlacedForm, ReasonCodeForm, RecipeForm, typed_from
from orderkin.desk.gates import attempt, go, sheet, signed_in, status_of
from orderkin.desk.recipe_page import example_context, lists_context
from orderkin.families.actions.save_kind import save_kind
from orderkin.families.actions.save_reason import save_reason
from orderkin.families.actions.save_recipe import save_recipe
from orderkin.families.models import Kind, ReasonCode, Recipe
from orderkin.families.recipes import PLAIN
from orderkin.lib.errors import NotFound


@signed_in
def recipes(request: HttpRequest) -> HttpResponse:
    """Recipes in the order of the dialog, then reason codes and kinds."""
    guard(actor(request), "view_orders")
    context = lists_context(actor(request).may("edit_recipes"))
    return render(request, "desk/recipes/list.html", context)


@signed_in
def recipe(request: HttpRequest, code: str) -> HttpResponse:
    """One recipe with all its rules, and what they do to a made-up order."""
    guard(actor(request), "view_orders")
    row, place = _recipe(code)
    form = RecipeForm(request.POST or None, code=code, initial=typed_from(row, place))
    return _edit(request, form, row.name)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """A new recipe, begun like another one when that is named, else as careful as without any."""
    guard(actor(request), "edit_recipes")
    first: dict[str, object] = {"active": True, **PLAIN.document()}
    if request.GET.get("like"):
        first = typed_from(*_recipe(request.GET["like"])) | {"name": "", "version": None}
    first["position"] = Recipe.objects.count() + 1
    return _edit(request, RecipeForm(request.POST or None, initial=first), _("New recipe"))


def _edit(request: HttpRequest, form: RecipeForm, title: str) -> HttpResponse:
    if form.is_valid():
        version = form.cleaned_data["version"]
        who, draft = actor(request), form.draft()
        saved = attempt(
            form, lambda: save_recipe(actor=who, draft=draft, version=version, at=now())
        )
        if saved:
            name = saved.recipe.name
            messages.success(request, _("%(name)s is saved and in use.") % {"name": name})
            return redirect("desk:recipe", saved.recipe.code)
    refusal = getattr(form, "refusal", None)
    context = {
        "form": form,
        "title": title,
        "refusal": refusal if refusal and refusal.field not in form.fields else None,
        "may_edit": actor(request).may("edit_recipes"),
        **example_context(form, actor(request)),
    }
    code = status_of(refusal) if refusal else 422 if form.errors else 200
    return render(request, "desk/recipes/edit.html", context, status=code)


@signed_in
@require_POST
def example(request: HttpRequest) -> HttpResponse:
    """The example of a recipe that is being edited; nothing is saved."""
    guard(actor(request), "view_orders")
    form = RecipeForm(request.POST)
    return render(request, "desk/recipes/example.html", example_context(form, actor(request)))


@signed_in
def reason(request: HttpRequest, code: str = "") -> HttpResponse:
    """A reason code, known or new."""
    guard(actor(request), "edit_recipes")
    first = _placed(ReasonCode, code, "label", "fault", "active")
    form = ReasonCodeForm(request.POST or None, code=code, initial=first)
    here = reverse("desk:reason", args=[code]) if code else reverse("desk:new_reason")
    return _coded(request, form, first, here, _("Reason code"), save_reason)


@signed_in
def kind(request: HttpRequest, code: str = "") -> HttpResponse:
    """A kind of related order, known or new."""
    guard(actor(request), "edit_recipes")
    first = _placed(Kind, code, "label", "role")
    form = KindForm(request.POST or None, code=code, initial=first)
    here = reverse("desk:kind", args=[code]) if code else reverse("desk:new_kind")
    return _coded(request, form, first, here, _("Kind of related order"), save_kind)


def _coded(
    request: HttpRequest,
    form: PlacedForm,
    known: object,
    here: str,
    title: str,
    save: Callable[..., ReasonCode | Kind],
) -> HttpResponse:
    if form.known and not known:
        raise NotFound(_("There is nothing called %(code)s.") % {"code": form.known})
    back = reverse("desk:recipes")
    if form.is_valid():
        typed = form.values()
        saved = attempt(form, lambda: save(actor=actor(request), at=now(), **typed))
        if saved:
            messages.success(request, _("%(name)s is saved.") % {"name": saved.label})
            return go(request, back)
    context = {"sheet_title": title, "sheet_sub": form.known, "sheet_url": here, "back_url": back}
    return sheet(request, "desk/sheet.html", form, {**context, "go_text": _("Save")})


def _placed(model: type[ReasonCode | Kind], code: str, *names: str) -> dict[str, object] | None:
    """What is known of the row, with its place in lists (1 is first); None for a new one."""
    every = model.objects.order_by("position", "id").values("code", *names)
    for place, row in enumerate(every, start=1):
        if row.pop("code") == code:
            return {**row, "place": place}
    return None


def _recipe(code: str) -> tuple[Recipe, int]:
    """The recipe and its place among all (1 is first). Raises NotFound."""
    every = Recipe.objects.select_related("kind").order_by("position", "id")
    for place, row in enumerate(every, start=1):
        if row.code == code:
            return row, place
    raise NotFound(_("There is no recipe %(code)s.") % {"code": code})
