"""Tags that put stamped parts into a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.utils.safestring import SafeString

from orderkin.client.rules import rights_of
from orderkin.desk.shell import PLACES, SCRIPTS
from orderkin.desk.stamps import drawn, stamp

register = template.Library()


@register.simple_tag(takes_context=True)
def head(context: Mapping[str, Any]) -> SafeString:
    """What every page's head names; scripts are for those who have signed in."""
    known = getattr(context.get("user"), "is_authenticated", False)
    return drawn("desk/parts/head.html", {"scripts": SCRIPTS if known else ()})


@register.simple_tag(takes_context=True)
def bar(context: Mapping[str, Any]) -> SafeString:
    """The bar: pages, search box, the reader's own menu."""
    request, user, here = context["request"], context["user"], context["place_here"]
    facts = {"name": user.name, "email": user.email, "here": here, "places": PLACES}
    # The list of orders answers by itself while one types.
    facts["finds"] = request.path != PLACES[0].url
    facts["may_link"] = "link_orders" in rights_of(user.role)
    typed = request.GET.get("q", "") if here == "orders" else ""
    return stamp("desk/parts/bar.html", facts, request, typed=typed)


@register.simple_tag(takes_context=True)
def overlays(context: Mapping[str, Any]) -> SafeString:
    """The dialog, the palette and the list of keys, closed."""
    return stamp("desk/parts/overlays.html", {}, context["request"])


@register.simple_tag(takes_context=True)
def actions_menu(context: Mapping[str, Any]) -> SafeString:
    """The Actions of the order, and the same for a browser without script."""
    number = context["order"].number
    facts = {"offers": tuple(context["actions"])}
    return stamp("desk/orders/actions_menu.html", facts, context["request"], number=number)


@register.simple_tag(takes_context=True)
def classic_actions(context: Mapping[str, Any]) -> SafeString:
    """Select an Action, Go."""
    number = context["order"].number
    facts = {"offers": tuple(context["actions"])}
    return stamp("desk/orders/classic_actions.html", facts, context["request"], number=number)


@register.simple_tag(takes_context=True)
def product_box(context: Mapping[str, Any]) -> SafeString:
    """The box that adds a line to the order; it has the focus after a related order was created."""
    number, request = context["order"].number, context["request"]
    kept = request.GET if context["focus_product"] else {}
    facts = {"focus": bool(context["focus_product"]), "free": kept.get("price_basis") == "free"}
    values = {"typed": kept.get("product", ""), "units": kept.get("quantity") or "1"}
    return stamp("desk/orders/product_box.html", facts, request, number=number, **values)
