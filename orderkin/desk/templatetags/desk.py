"""Tags that show the shop's values the way the reader reads them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache, lru_cache
from typing import Any

from babel import Locale
from django import template
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from orderkin.customers.addresses import Address
from orderkin.desk import clock, icons, order_actions
from orderkin.desk.family_panel import kept_words
from orderkin.desk.proposal_words import CLUES
from orderkin.desk.tones import TONES
from orderkin.families.pages import LineView
from orderkin.lib import money as amounts
from orderkin.orders.statuses import LABELS

register = template.Library()


def _reader(context: Mapping[str, Any], what: str, otherwise: str) -> str:
    user = getattr(context.get("request"), "user", None)
    return str(getattr(user, what, otherwise) or otherwise)


@register.filter
def page_url(page: str, number: str) -> str:
    """The address of an order's page: {{ "hold_order"|page_url:order.number }}."""
    return order_actions.page_url(page, number)


@register.filter
def order_url(number: str) -> str:
    """The address of Order Details."""
    return order_actions.page_url("order", number)


@register.filter
@lru_cache(maxsize=8192)
def product_url(sku: str) -> str:
    """The address of a product's page."""
    return reverse("desk:product", args=[sku])


@register.simple_tag
def copy(value: str) -> SafeString:
    """A copy button for a value."""
    start, end = _copy_button(get_language())
    said = escape(_("Copy %(value)s") % {"value": value})
    # Seven to a page, so put together by hand; both pieces that come from outside are escaped.
    return mark_safe(f'{start}{escape(value)}" aria-label="{said}{end}')  # noqa: S308


@cache
def _copy_button(_language: str | None) -> tuple[str, str]:
    start = '<button class="btn-bare copy needs-script" type="button" data-copied="{}" data-copy="'
    return format_html(start, _("Copied")), f'">{icons.drawing("copy")}</button>'


@register.simple_tag
def icon(name: str) -> SafeString:
    """An inline icon: {% icon "star" %}."""
    return icons.drawing(name)


@register.simple_tag(takes_context=True)
def money(context: Mapping[str, Any], minor: int | None, currency: str) -> str:
    """Minor units in the reader's locale; a minus is a true minus. Nothing for no amount."""
    if minor is None:
        return ""
    shown = _amount(abs(minor), currency, _reader(context, "locale", "en_US"))
    return f"\N{MINUS SIGN}{shown}" if minor < 0 else shown


@lru_cache(maxsize=8192)
def _amount(minor: int, currency: str, locale: str) -> str:
    return amounts.show(minor, currency, locale)


@register.simple_tag(takes_context=True)
def line_price(
    context: Mapping[str, Any], line: LineView, currency: str, inside: bool = False
) -> SafeString:
    """What one unit costs; struck through what it would, and nothing for a part inside a kit."""
    free = line.price_basis == "free"
    if inside and not free:
        return SafeString("")
    price = 0 if free else line.unit_price
    was = free or (line.price_basis != "today" and line.list_price > price)
    struck = format_html('<del class="was">{}</del>', money(context, line.list_price, currency))
    return format_html("{}{}", struck if was else "", money(context, price, currency))


@lru_cache(maxsize=8192)
def _when(moment: datetime, zone: str, shape: str) -> SafeString:
    machine = moment.isoformat(timespec="seconds")
    shown = escape(clock.show(moment, zone, shape))
    return mark_safe(f'<time datetime="{machine}">{shown}</time>')  # noqa: S308


@register.simple_tag(takes_context=True)
def when(context: Mapping[str, Any], moment: datetime | None, shape: str = "moment") -> SafeString:
    """A UTC instant on the reader's clock, readable by machines too."""
    if moment is None:
        return SafeString("")
    return _when(moment, _reader(context, "zone", "UTC"), shape)


@register.filter
def ago(moment: datetime) -> str:
    """How long since: 9 days ago."""
    return clock.ago(moment)


@register.simple_tag
@lru_cache(maxsize=1024)
def badge(state: str, text: str = "") -> SafeString:
    """A status as a badge in its colour: {% badge order.status %}."""
    return format_html(
        '<span class="badge tone-{}">{}</span>', TONES.get(state, "calm"), text or label(state)
    )


@register.filter
def label(state: str) -> str:
    """A status in the shop's words: on_hold is On Hold."""
    return LABELS.get(state, state.replace("_", " ").title())


@register.filter
def initials(name: str) -> str:
    """The letters in the round badge: Maria Olsen is MO."""
    words = name.split()
    return "".join(word[0] for word in (words[:1] + words[1:][-1:])).upper()


@register.filter
def negative(minor: int | None) -> int | None:
    """An amount that is taken away, shown with its minus; no amount stays none."""
    return None if minor is None else -minor


@register.filter
def deep(depth: int) -> int:
    """How far a family member is moved in; very deep families stop moving."""
    return min(depth, 6)


@register.filter
def before_at(email: str) -> str:
    """The short name of who did it: maria of maria@fjord.example."""
    return email.partition("@")[0]


@register.filter
def age(moment: datetime) -> str:
    """How long since, in a few letters: 9 d."""
    minutes = int((datetime.now(UTC) - moment).total_seconds()) // 60
    for size, letters in ((525_600, "y"), (43_800, "mo"), (1440, "d"), (60, "h")):
        if minutes >= size:
            return f"{minutes // size}\N{NO-BREAK SPACE}{letters}"
    return f"{max(minutes, 0)}\N{NO-BREAK SPACE}min"


@register.filter
def country(code: str) -> str:
    """The country's name; the code itself when nobody knows it."""
    return str(Locale("en").territories.get(code.upper(), code))


@register.filter
def address_lines(address: Address) -> list[str]:
    """The printed lines with the country by name."""
    rows = address.lines()
    return [*rows[:-1], country(rows[-1])] if rows and address.country else rows


@register.filter
def outcome(code: str) -> str:
    """What became of an imported line, in a word."""
    words = {
        "made": _("Imported"),
        "already": _("Here already"),
        "changed": _("Changed"),
        "refused": _("Refused"),
        "skipped": _("No order"),
        "warning": _("Warning"),
    }
    return words.get(code, code)


@register.filter
def clue(code: str) -> str:
    """What kind of evidence: suffix is a number with an ending."""
    return str(CLUES.get(code, code))


register.filter(kept_words)
