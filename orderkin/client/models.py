"""The client's own rows: companies, channels, employees, PINs, tokens and settings."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower


class Company(models.Model):
    """A brand or shop inside the client."""

    name = models.CharField(max_length=120, unique=True)
    email = models.CharField(max_length=254, blank=True)
    phone = models.CharField(max_length=40, blank=True)
    currency = models.CharField(max_length=3, default="EUR")

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class Channel(models.Model):
    """Where an order came from: a shop, a marketplace, the phone."""

    name = models.CharField(max_length=120, unique=True)
    kind = models.CharField(max_length=30, default="other")
    company = models.ForeignKey(Company, on_delete=models.PROTECT, related_name="channels")

    class Meta:
        ordering: ClassVar = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class EmployeeManager(BaseUserManager["Employee"]):
    """Employees as people who sign in."""

    def get_by_natural_key(self, username: str | None) -> Employee:
        return self.get(email__iexact=(username or "").strip())


class Employee(AbstractBaseUser):
    """A person who signs in. Retired employees stay, because history names them."""

    email = models.CharField(max_length=254, unique=True)
    name = models.CharField(max_length=120)
    role = models.CharField(max_length=20, default="viewer")
    zone = models.CharField(max_length=60, default="UTC")
    locale = models.CharField(max_length=20, default="en_US")
    theme = models.CharField(max_length=10, default="auto")
    favourite_actions = models.JSONField(default=list)
    is_active = models.BooleanField(default=True)
    invited_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    objects = EmployeeManager()

    USERNAME_FIELD = "email"

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(Lower("email"), name="employee_email_unique"),
            models.CheckConstraint(
                condition=models.Q(role__in=["client_admin", "agent", "viewer"]),
                name="employee_role_known",
            ),
        ]

    def __str__(self) -> str:
        return self.email


class SecurityPin(models.Model):
    """An employee's personal PIN: only a slow hash over a peppered HMAC, and the tries."""

    employee = models.OneToOneField(
        Employee, on_delete=models.CASCADE, primary_key=True, related_name="security_pin"
    )
    digest = models.CharField(max_length=200)
    attempts = models.IntegerField(default=0)
    locked_until = models.DateTimeField(null=True)
    set_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"PIN of {self.employee_id}"


class ApprovalTries(models.Model):
    """Wrong tries at an approver's PIN by whoever asked: they lock the asker out, nobody else."""

    approver = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    asker = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="+")
    attempts = models.IntegerField(default=0)
    locked_until = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["approver", "asker"], name="one_count_per_asker"),
        ]

    def __str__(self) -> str:
        return f"{self.asker_id} asking {self.approver_id}"


class ApiToken(models.Model):
    """A bearer token: shown once, kept as a digest, revocable."""

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True)
    tail = models.CharField(max_length=4)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} …{self.tail}"


class ClientSettings(models.Model):
    """One row: what was changed from the defaults that `rules.py` declares."""

    values = models.JSONField(default=dict)
    changed_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="client_settings_one_row")
        ]

    def __str__(self) -> str:
        return "Client Settings"
