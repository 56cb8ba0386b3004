"""The pages that the palette knows everywhere, beside what the page itself offers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from orderkin.lib.actor import Actor
from orderkin.lib.text import fold
from orderkin.search.saved_views import View


@dataclass(frozen=True, slots=True)
class PalettePage:
    """One page; `right` decides whether it is offered."""

    name: str
    text: str | Promise
    icon: str
    right: str = "view_orders"

    @property
    def url(self) -> str:
        return reverse(f"desk:{self.name}")


PAGES = (
    PalettePage("bulk_runs", _("Bulk actions"), "stack-2"),
    PalettePage("proposals", _("Family proposals"), "git-branch", "link_orders"),
    PalettePage("exports", _("Full export"), "database-export", "export_everything"),
    PalettePage("companies", _("Companies and channels"), "building-store", "change_settings"),
    PalettePage("recipes", _("Recipes and reason codes"), "list-details"),
    PalettePage("employees", _("Employees"), "users", "manage_employees"),
    PalettePage("invite", _("Invite an employee"), "user-plus", "manage_employees"),
    PalettePage("new_customer", _("New customer"), "user-plus", "edit_customer"),
    PalettePage("new_product", _("New product"), "tag", "edit_product"),
)


def pages_for(text: str, actor: Actor) -> list[PalettePage]:
    """The pages whose name holds every word, of those this actor may open."""
    return [page for page in PAGES if actor.may(page.right) and _holds(str(page.text), text)]


def views_for(text: str, views: Sequence[View]) -> list[View]:
    """The saved views whose name holds every word."""
    return [view for view in views if _holds(view.name, text)]


def _holds(name: str, text: str) -> bool:
    return all(word in fold(name) for word in fold(text).split())
