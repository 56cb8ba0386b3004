"""The families app."""

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    name = "orderkin.families"
    default_auto_field = "django.db.models.BigAutoField"
