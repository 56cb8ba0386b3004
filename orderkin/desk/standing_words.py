"""What was already done about a sold line, in a few words."""

from __future__ import annotations

from django.utils.translation import gettext as _

from orderkin.families.guarding import Standing


def made_good(state: Standing) -> str:
    """What was already done about the units of a sold line, in a few words."""
    if state.sent_whole:
        orders = ", ".join(state.sent_whole_by)
        facts = {"n": state.sent_whole, "all": state.sold, "orders": orders}
        if not state.replaced:
            return _("%(n)d of %(all)d already sent with %(orders)s") % facts
        return _("%(n)d of %(all)d already replaced with %(orders)s") % facts
    if state.refunded:
        return _("%(n)d of %(all)d refunded") % {"n": state.refunded, "all": state.sold}
    return ""


def sent_parts(state: Standing, sku: str) -> str:
    """How many of a part were sent for the line, and with which orders."""
    sent = state.parts.get(sku, 0)
    if not sent:
        return ""
    facts = {"n": sent, "orders": ", ".join(state.parts_by.get(sku, ()))}
    return _("%(n)d already sent with %(orders)s") % facts
