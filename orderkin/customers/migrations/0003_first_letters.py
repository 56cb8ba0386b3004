"""Even the first letter of an entry is a run of three characters: search texts are written anew."""

from django.db import migrations

from orderkin.customers.searching import text_of
from orderkin.sql.trigram_index import write_texts


class Migration(migrations.Migration):
    dependencies = [("customers", "0002_search_text")]

    operations = [write_texts("customers", "Customer", text_of)]
