"""Write the ready-made kinds, reason codes and recipes."""

from django.db import migrations

from orderkin.families.defaults import KINDS, REASONS, RECIPES
from orderkin.families.recipes import rules_from


def write_defaults(apps, schema_editor):
    kinds = apps.get_model("families", "Kind")
    reasons = apps.get_model("families", "ReasonCode")
    recipes = apps.get_model("families", "Recipe")
    made = {
        code: kinds.objects.create(code=code, label=label, role=role, position=position)
        for position, (code, label, role) in enumerate(KINDS)
    }
    for position, (code, label, fault) in enumerate(REASONS):
        reasons.objects.create(code=code, label=label, fault=fault, position=position)
    for position, (code, name, kind, rules) in enumerate(RECIPES):
        recipes.objects.create(
            code=code,
            name=name,
            kind=made[kind],
            position=position,
            rules=rules_from(rules).document(),
        )


class Migration(migrations.Migration):
    dependencies = [("families", "0001_initial")]

    operations = [migrations.RunPython(write_defaults, migrations.RunPython.noop)]
