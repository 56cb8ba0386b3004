"""What a Client Admin types about recipes, reason codes and kinds."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from orderkin.client.models import Company
from orderkin.desk.forms.family import named
from orderkin.desk.forms.fields import DeskForm, LongText, VersionField
from orderkin.desk.forms.limits import LimitField
from orderkin.desk.recipe_words import FAULTS, GROUPS, ROLES, RULES, Words
from orderkin.families.actions.save_recipe import RecipeDraft
from orderkin.families.models import Kind, ReasonCode, Recipe
from orderkin.families.recipes import PLAIN, Rules, rules_from
from orderkin.lib.text import fold

CHECK = {"class": "form-check-input"}


class Many(forms.MultipleChoiceField):
    """Any number of boxes to tick."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.CheckboxSelectMultiple(attrs=CHECK)
        super().__init__(widget=widget, required=False, **kwargs)


def code_from(label: str) -> str:
    """What programs may call it: Wrong item kept is wrong_item_kept."""
    return re.sub(r"[^a-z0-9]+", "_", fold(label)).strip("_")[:40]


class CodedForm(DeskForm):
    """Something with a code, which is made from its name unless given, and never changes."""

    code = forms.CharField(
        label=_("Code"),
        required=False,
        max_length=40,
        help_text=_("What programs call it. Made from the name when empty; it never changes."),
    )
    named_by = "label"

    def __init__(self, *args: Any, code: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = code
        if code:
            del self.fields["code"]

    def draft_code(self) -> str:
        """Its code, or for something new the typed one or that of its name."""
        return (
            self.known or self.cleaned_data["code"] or code_from(self.cleaned_data[self.named_by])
        )


class RecipeForm(CodedForm):
    """A recipe: what it is called and where it is used, then one field per rule."""

    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"))
    position = forms.IntegerField(
        label=_("Place in the dialog"),
        min_value=1,
        max_value=999,
        help_text=_("The first nine have a digit key."),
    )
    active = forms.BooleanField(label=_("In use"), required=False, initial=True)
    company_ids = Many(label=_("Only for"), help_text=_("None ticked: every company uses it."))
    version = VersionField()
    named_by = "name"
    field_order = ("name", "kind", "position", "code", "active", "company_ids")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = Kind.objects.exclude(role="links").order_by("position", "id")
        self.fields["kind"].choices = named(kinds)  # type: ignore[attr-defined]
        companies = Company.objects.order_by("name", "id").values_list("id", "name")
        self.fields["company_ids"].choices = list(companies)  # type: ignore[attr-defined]
        for rule, words in RULES.items():
            made = _field(rule, words)
            widget = made.widget
            if not isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple):
                kind = "form-select" if isinstance(widget, forms.Select) else "form-control"
                widget.attrs.setdefault("class", kind)
            self.fields[rule] = made
        self.fields["pin_reasons"].choices = named(ReasonCode.objects.order_by("position", "id"))  # type: ignore[attr-defined]

    def about(self) -> list[forms.BoundField]:
        """The fields that are no rule."""
        return [self[name] for name in self.fields if name not in RULES and name != "version"]

    def groups(self) -> list[tuple[Any, list[forms.BoundField]]]:
        """The rules as the editor shows them."""
        return [(title, [self[name] for name in rows]) for title, rows in GROUPS]

    def rules(self) -> Rules:
        """The rule set as typed; what could not be read stays as on the plain related order."""
        typed = {f.name: self.cleaned_data.get(f.name) for f in fields(Rules)}
        return rules_from({name: value for name, value in typed.items() if value is not None})

    def draft(self) -> RecipeDraft:
        """The recipe as typed."""
        typed = self.cleaned_data
        return RecipeDraft(
            code=self.draft_code(),
            name=typed["name"],
            kind=typed["kind"],
            rules=self.rules(),
            company_ids=[int(one) for one in typed["company_ids"]],
            active=typed["active"],
            position=typed["position"] - 1,
        )


def _field(rule: str, words: Words) -> forms.Field:
    told: dict[str, Any] = {"label": words.label, "help_text": words.help}
    default = getattr(PLAIN, rule)
    if isinstance(default, tuple):
        return Many(choices=list(words.choices.items()), **told)
    if words.choices:
        return forms.ChoiceField(choices=list(words.choices.items()), **told)
    if isinstance(default, bool):
        widget = forms.CheckboxInput(attrs=CHECK)
        return forms.BooleanField(required=False, widget=widget, **told)
    if isinstance(default, dict):
        return LimitField(**told)
    if words.rows:
        return LongText(rows=words.rows, required=False, **told)
    return forms.CharField(required=False, max_length=400, **told)


def typed_from(recipe: Recipe, place: int) -> dict[str, object]:
    """What the editor starts with for a known recipe in this place (1 is first)."""
    return {
        "name": recipe.name,
        "kind": recipe.kind.code,
        "position": place,
        "active": recipe.active,
        "company_ids": recipe.company_ids,
        "version": recipe.version,
        **rules_from(recipe.rules).document(),
    }


class PlacedForm(CodedForm):
    """Something offered in a list, at a place that can be chosen; without one it comes last."""

    place = forms.IntegerField(
        label=_("Place in lists"),
        required=False,
        min_value=1,
        max_value=999,
        help_text=_("1 comes first, the others move down."),
    )

    def values(self) -> dict[str, Any]:
        """What is saved, as the action is told."""
        typed = {**self.cleaned_data, "code": self.draft_code()}
        place = typed.pop("place")
        return {**typed, "position": place - 1 if place else None}


class ReasonCodeForm(PlacedForm):
    """A reason code and whose fault it is."""

    label = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autofocus": True})
    )
    fault = forms.ChoiceField(label=_("Party at fault"), choices=list(FAULTS.items()))
    active = forms.BooleanField(
        label=_("In use"),
        required=False,
        initial=True,
        help_text=_("Off: it can be chosen no more; orders that have it keep it."),
    )
    field_order = ("label", "fault", "place", "code", "active")


class KindForm(PlacedForm):
    """A kind of related order and how the guard counts its units."""

    label = forms.CharField(
        label=_("Name"), max_length=80, widget=forms.TextInput(attrs={"autofocus": True})
    )
    role = forms.ChoiceField(label=_("What it does"), choices=list(ROLES.items()))
    field_order = ("label", "role", "place", "code")
