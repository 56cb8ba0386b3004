"""Limits of money get an amount for each currency; what was one number held for all of them."""

from __future__ import annotations

from typing import Any

from django.db import migrations

_SETTINGS = ("plain_pin_above", "customer_cap_value")


def per_currency(apps: Any, schema_editor: Any) -> None:
    """The same number of minor units for each currency that the shop sells in, as it held so far.

    A currency that comes later has no amount, so it asks at any value.
    """
    used = set(apps.get_model("client", "Company").objects.values_list("currency", flat=True))
    orders = apps.get_model("orders", "Order").objects.order_by()
    used |= set(orders.values_list("currency", flat=True).distinct())
    currencies = sorted(used) or ["EUR"]
    _change(apps, int, lambda number: dict.fromkeys(currencies, number) if number else {})


def one_number(apps: Any, schema_editor: Any) -> None:
    """Back: the smallest amount of any currency, and never zero where there was a limit."""
    _change(apps, dict, lambda limit: max(1, min(limit.values())) if limit else 0)


def _change(apps: Any, kind: type, changed: Any) -> None:
    for row in apps.get_model("client", "ClientSettings").objects.all():
        limits = {
            key: row.values[key] for key in _SETTINGS if isinstance(row.values.get(key), kind)
        }
        row.values = {**row.values, **{key: changed(one) for key, one in limits.items()}}
        row.save(update_fields=["values"])
    for row in apps.get_model("families", "Recipe").objects.order_by("pk"):
        if isinstance(row.rules.get("pin_above"), kind):
            row.rules = {**row.rules, "pin_above": changed(row.rules["pin_above"])}
            row.save(update_fields=["rules"])


class Migration(migrations.Migration):
    dependencies = [
        ("families", "0003_former_links"),
        ("client", "0002_approval_tries"),
        ("orders", "0003_fewer_indexes"),
    ]

    operations = [migrations.RunPython(per_currency, one_number)]
