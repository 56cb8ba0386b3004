"""The evidence of a proposed family, in the shop's words."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

CLUES = {
    "suffix": _("Its number is an earlier one with an ending"),
    "replaces": _("It names the order it replaces"),
    "note": _("A note says so"),
    "other_customer": _("But the two orders are of different customers"),
    "same_item": _("Free, soon after, same customer and product"),
}
