"""Even the first letter of an entry is a run of three characters: search texts are written anew."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from orderkin.customers.searching import search_text

SLICE = 5_000


def fill(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Customers that were here before."""
    customers = apps.get_model("customers", "Customer").objects.order_by("pk")
    last = 0
    while rows := list(customers.filter(pk__gt=last)[:SLICE]):
        last = rows[-1].pk
        found = [
            (search_text(name=r.name, business=r.business, email=r.email, phone=r.phone), r.pk)
            for r in rows
        ]
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany(
                "UPDATE customers_customer SET search_text = %s WHERE id = %s", found
            )


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_search_text")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
