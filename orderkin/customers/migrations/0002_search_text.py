"""What customers are found by, and the trigram index on it."""

from django.db import migrations, models

from orderkin.customers.searching import CUSTOMERS, text_of
from orderkin.sql.trigram_index import make_index, write_texts


class Migration(migrations.Migration):
    dependencies = [("customers", "0001_initial")]

    operations = [
        migrations.AddField("customer", "search_text", models.TextField(blank=True, default="")),
        write_texts("customers", "Customer", text_of),
        make_index(CUSTOMERS, "customer_trigrams"),
    ]
