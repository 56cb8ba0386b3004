"""The keys of deeds stand beside those of orders, so that one unique index knows them all."""

from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("orders", "0003_fewer_indexes")]

    operations = [
        migrations.RunSQL(
            "INSERT INTO orders_intent (id, key, body_digest, employee_id, at)"
            " SELECT -d.id, d.key, d.body_digest, d.employee_id, d.at FROM orders_deed d"
            " WHERE NOT EXISTS (SELECT 1 FROM orders_intent i WHERE i.key = d.key)",
            "DELETE FROM orders_intent WHERE id < 0",
        )
    ]
