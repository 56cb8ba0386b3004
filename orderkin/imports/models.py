"""What was imported: each run, a verdict on every line, and where each order came from."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from orderkin.client.models import Channel
from orderkin.customers.models import Customer
from orderkin.orders.models import Order


class ImportRun(models.Model):
    """One file on its way in. `position` counts what was read and committed: a run goes on there.

    A dry run (`is_dry_run`) reads the file and keeps in `tried` what it would make; told to begin,
    it becomes the import. `going_since` and `lines_before` are when and where it last began.

    `choices` is what a person settled (zone, day or month first, currency…), `problem` why the
    whole file was refused. `stored` is the file's place below the uploads folder. Of a set, `files`
    gives the kept files their own names, and `main_file` is the one that holds the orders.
    """

    file_name = models.CharField(max_length=200)
    files = models.JSONField(default=dict)
    main_file = models.CharField(max_length=200, blank=True)
    stored = models.CharField(max_length=120)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    layout = models.CharField(max_length=60, blank=True)
    label = models.CharField(max_length=120, blank=True)
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, null=True, related_name="+")
    choices = models.JSONField(default=dict)
    mapping = models.JSONField(null=True)
    state = models.CharField(max_length=10, default="waiting")
    problem = models.JSONField(default=dict)
    lines = models.BigIntegerField(default=0)
    lines_done = models.BigIntegerField(default=0)
    position = models.BigIntegerField(default=0)
    made = models.IntegerField(default=0)
    already = models.IntegerField(default=0)
    changed = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    skipped = models.IntegerField(default=0)
    warned = models.IntegerField(default=0)
    sums = models.JSONField(default=dict)
    is_dry_run = models.BooleanField(default=False)
    tried = models.JSONField(default=dict)
    going_since = models.DateTimeField(null=True)
    lines_before = models.BigIntegerField(default=0)
    job_id = models.BigIntegerField(null=True)
    actor_id = models.BigIntegerField(null=True)
    actor_email = models.CharField(max_length=254)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["waiting", "running", "paused", "done", "refused", "failed",
                               "canceled", "undone", "tried"]
                ),
                name="import_state_known",
            )
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.file_name} ({self.state})"


class ImportVerdict(models.Model):
    """What became of some lines of a file, and why.

    `outcome` is made, already, changed, refused, skipped or warning; `code` and `values` make the
    sentence in the reader's language. `file` is one of a set's, empty when there is only one.
    """

    # `verdict_by_outcome` begins with it.
    run = models.ForeignKey(
        ImportRun, on_delete=models.CASCADE, related_name="verdicts", db_index=False
    )
    file = models.CharField(max_length=200, blank=True)
    line = models.BigIntegerField()
    last_line = models.BigIntegerField()
    column = models.CharField(max_length=120, blank=True)
    outcome = models.CharField(max_length=8)
    code = models.CharField(max_length=40)
    values = models.JSONField(default=dict)
    number = models.CharField(max_length=80, blank=True)
    order = models.ForeignKey(Order, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["run_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(
                    outcome__in=["made", "already", "changed", "refused", "skipped", "warning"]
                ),
                name="import_outcome_known",
            )
        ]
        indexes: ClassVar = [
            models.Index(fields=["run", "outcome", "id"], name="verdict_by_outcome")
        ]

    def __str__(self) -> str:
        return f"{self.line}: {self.outcome} {self.code}"


class ImportOrigin(models.Model):
    """Where an imported order came from. `digest` tells whether the channel changed it since."""

    order = models.OneToOneField(
        Order, on_delete=models.CASCADE, primary_key=True, related_name="import_origin"
    )
    run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="origins")
    # `origin_by_channel_id` begins with it.
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+", db_index=False)
    channel_id_there = models.CharField(max_length=80, blank=True)
    replaces = models.CharField(max_length=80, blank=True)
    digest = models.CharField(max_length=64)
    line_keys = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["channel", "channel_id_there"], name="origin_by_channel_id")
        ]

    def __str__(self) -> str:
        return f"order {self.order_id} from run {self.run_id}"


class ImportedBuyer(models.Model):
    """A customer the channel knows by a number of its own."""

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=80)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["channel", "key"], name="buyer_key_once")
        ]

    def __str__(self) -> str:
        return f"{self.key} is customer {self.customer_id}"


class SavedMapping(models.Model):
    """A layout an employee taught the desk; `fingerprint` recognises its header next time."""

    name = models.CharField(max_length=80, unique=True)
    fingerprint = models.CharField(max_length=32, db_index=True)
    document = models.JSONField()
    saved_by_email = models.CharField(max_length=254)
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class FamilyProposal(models.Model):
    """One order may belong to another: the evidence, how sure it is, and whether it was rejected.

    Accepting is an ordinary link and taking that back an ordinary unlink, so what became of an
    open proposal stands in the family itself. `refusal` is why the last try to link was refused.
    """

    child = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="proposed_parents")
    parent = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="proposed_children")
    surety = models.SmallIntegerField()  # per cent
    clues = models.JSONField(default=list)
    refusal = models.CharField(max_length=500, blank=True)
    found_at = models.DateTimeField()
    rejected_at = models.DateTimeField(null=True)
    rejected_by_email = models.CharField(max_length=254, blank=True)

    class Meta:
        ordering: ClassVar = ["-surety", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "parent"], name="proposed_once"),
            models.CheckConstraint(
                condition=models.Q(surety__gte=0, surety__lte=100), name="surety_is_per_cent"
            ),
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")), name="not_its_own_proposal"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["-surety", "id"], name="proposal_surest")]

    def __str__(self) -> str:
        return f"{self.child_id} of {self.parent_id}: {self.surety} %"
