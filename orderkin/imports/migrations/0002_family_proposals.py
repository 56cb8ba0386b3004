import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("imports", "0001_initial"),
        ("orders", "0002_deeds"),
    ]

    operations = [
        migrations.CreateModel(
            name="FamilyProposal",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("surety", models.SmallIntegerField()),
                ("clues", models.JSONField(default=list)),
                ("refusal", models.CharField(blank=True, max_length=500)),
                ("found_at", models.DateTimeField()),
                ("rejected_at", models.DateTimeField(null=True)),
                ("rejected_by_email", models.CharField(blank=True, max_length=254)),
                (
                    "child",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed_parents",
                        to="orders.order",
                    ),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="proposed_children",
                        to="orders.order",
                    ),
                ),
            ],
            options={
                "ordering": ["-surety", "id"],
                "indexes": [models.Index(fields=["-surety", "id"], name="proposal_surest")],
                "constraints": [
                    models.UniqueConstraint(fields=("child", "parent"), name="proposed_once"),
                    models.CheckConstraint(
                        condition=models.Q(("surety__gte", 0), ("surety__lte", 100)),
                        name="surety_is_per_cent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("child", models.F("parent")), _negated=True),
                        name="not_its_own_proposal",
                    ),
                ],
            },
        ),
    ]
