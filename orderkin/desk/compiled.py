"""The environment of compiled templates (Jinja2): the same words and tags as in the others.

Only Order Details is drawn this way. It is opened before every phone call is answered, and
Django's templates took two thirds of what it cost. docs/decisions/0017 has the figures.
"""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext, ngettext
from jinja2 import Environment, StrictUndefined, pass_context

from orderkin.desk.order_actions import page_url
from orderkin.desk.templatetags import desk, stamped


def environment(**options: Any) -> Environment:
    """What Django makes its Jinja2 backend of; a name that is not there is a fault, never empty."""
    options |= {"undefined": StrictUndefined, "extensions": ["jinja2.ext.i18n"]}
    made = Environment(**options, trim_blocks=True, lstrip_blocks=True)  # noqa: S701 - Django's autoescape comes in options
    texts: Any = made
    texts.install_gettext_callables(gettext, ngettext, newstyle=True)
    made.globals |= {
        "_": gettext,  # a text without places to fill needs no more
        "actions_menu": pass_context(stamped.actions_menu),
        "badge": desk.badge,
        "classic_actions": pass_context(stamped.classic_actions),
        "copy": desk.copy,
        "icon": desk.icon,
        "line_price": pass_context(desk.line_price),
        "money": pass_context(desk.money),
        "page_url": page_url,
        "product_box": pass_context(stamped.product_box),
        "url": lambda name, *args: reverse(name, args=args),
        "when": pass_context(desk.when),
    }
    filters = (
        "address_lines",
        "age",
        "ago",
        "before_at",
        "deep",
        "kept_words",
        "label",
        "order_url",
        "product_url",
    )
    made.filters |= {name: getattr(desk, name) for name in filters}
    return made
