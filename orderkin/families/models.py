"""The stored link between two orders, and the rules data for making one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from orderkin.orders.models import Order


class ReasonCode(models.Model):
    """Why a related order was made, and whose fault it was."""

    code = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    fault = models.CharField(max_length=12)
    position = models.IntegerField(default=0)
    active = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class Kind(models.Model):
    """What a related order is. `role` says how the guard counts its units.

    replaces: another unit of the same line · parts: pieces of it · adds: something new, counted
    only when it is free or *difference* uses up what was paid · links: joined by hand, not counted.
    """

    code = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=80)
    role = models.CharField(max_length=10)
    position = models.IntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.label


class Recipe(models.Model):
    """A named, editable rule set for a kind; `rules` has the shape of `recipes.Rules`.

    `company_ids` are the companies that use it; empty means all of them.
    """

    code = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=80, unique=True)
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="recipes")
    position = models.IntegerField(default=0)
    active = models.BooleanField(default=True)
    rules = models.JSONField(default=dict)
    company_ids = models.JSONField(default=list)
    changed_at = models.DateTimeField(null=True)
    version = models.IntegerField(default=1)

    class Meta:
        ordering: ClassVar = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Relation(models.Model):
    """One link: `child` belongs to `parent`. Parent is the truth; `root` is derived and checked.

    `line_map` says which line of the parent each line of the child answers:
    `[{"child_line": id, "parent_line": id, "quantity": n, "role": "replaces|parts|adds"}]`.
    """

    child = models.OneToOneField(Order, on_delete=models.PROTECT, related_name="relation_up")
    parent = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="relations_down")
    root = models.ForeignKey(Order, on_delete=models.PROTECT, related_name="relations_within")
    kind = models.ForeignKey(Kind, on_delete=models.PROTECT, related_name="+")
    recipe = models.ForeignKey(Recipe, on_delete=models.SET_NULL, null=True, related_name="+")
    reason = models.ForeignKey(ReasonCode, on_delete=models.PROTECT, null=True, related_name="+")
    line_map = models.JSONField(default=list)
    signature = models.CharField(max_length=2000, blank=True)
    kept_units = models.JSONField(default=list)
    override = models.JSONField(default=dict)
    origin = models.CharField(max_length=10, default="created")  # created | linked | imported
    actor_id = models.BigIntegerField(null=True)
    actor_email = models.CharField(max_length=254)
    approver_id = models.BigIntegerField(null=True)
    approver_email = models.CharField(max_length=254, blank=True)
    created_at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["root_id", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(child=models.F("parent")), name="no_order_its_own_parent"
            ),
            models.CheckConstraint(
                condition=~models.Q(child=models.F("root")), name="a_child_is_no_root"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} child of {self.parent_id}"


class FormerLink(models.Model):
    """A link that is gone: what the child's lines answer of this parent's counts all the same.

    `line_map` has the shape of a relation's and follows edits like it; it is empty for an order
    that only gave free what was never sold. The recipe is what it was made with. It goes when the
    child is linked to this parent again or moved back.
    """

    child = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="former_links_up")
    parent = models.ForeignKey(Order, on_delete=models.CASCADE, related_name="former_links_down")
    recipe = models.ForeignKey(Recipe, on_delete=models.SET_NULL, null=True, related_name="+")
    line_map = models.JSONField(default=list)
    left_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["child", "parent"], name="one_former_link_per_parent"),
        ]

    def __str__(self) -> str:
        return f"{self.child_id} once child of {self.parent_id}"
