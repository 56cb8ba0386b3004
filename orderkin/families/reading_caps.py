"""Reading what a customer was given within the window of the caps."""

from __future__ import annotations

from datetime import datetime, timedelta

from orderkin.client.rules import Settings
from orderkin.families.facts import CustomerCap
from orderkin.sql import fetch_one, stored

# Unlinking an order gives nothing back, so it counts on; so does one that was moved.
_GIVEN = """
SELECT COUNT(*) AS orders,
       COALESCE(SUM(CASE WHEN o.currency = %s THEN o.given_free ELSE 0 END), 0) AS value
  FROM orders_order o
 WHERE {who} AND o.created_at > %s AND o.given_free > 0
   AND o.status NOT IN ('canceled', 'void')
   AND (EXISTS (SELECT 1 FROM families_relation r WHERE r.child_id = o.id)
        OR EXISTS (SELECT 1 FROM families_formerlink f WHERE f.child_id = o.id))
"""
_BY_RECORD = "o.customer_id = %s"
# The index of what was given free is short enough to be walked.
_BY_EMAIL = "o.customer_id IS NULL AND LOWER(o.customer_email) = LOWER(%s)"


def customer_cap(
    customer_id: int | None, email: str, currency: str, settings: Settings, at: datetime
) -> CustomerCap:
    """Free related orders of the customer within the window, and their value in this currency.

    Who has no record is the same person by e-mail. Read only when a cap is set.
    """
    if not (settings.customer_cap_orders or settings.customer_cap_value):
        return CustomerCap()
    since = stored(at - timedelta(days=settings.customer_cap_days))
    who = _BY_RECORD if customer_id is not None else _BY_EMAIL
    asked = customer_id if customer_id is not None else email
    row = fetch_one(_GIVEN.format(who=who), [currency, asked, since]) if asked else None
    return CustomerCap(int(row.orders), int(row.value)) if row else CustomerCap()
