"""What was given free is found by index: orders by its value, lines of products without one."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("orders", "0004_one_place_for_keys"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="order",
            index=models.Index(
                condition=models.Q(("given_free__gt", 0)), fields=["id"], name="order_given_free"
            ),
        ),
        migrations.AddIndex(
            model_name="orderline",
            index=models.Index(
                condition=models.Q(("list_price", 0), ("price_basis", "free")),
                fields=["order"],
                name="line_free_without_price",
            ),
        ),
    ]
