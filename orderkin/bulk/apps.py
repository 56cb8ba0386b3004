"""The bulk app."""

from django.apps import AppConfig


class BulkConfig(AppConfig):
    name = "orderkin.bulk"
    default_auto_field = "django.db.models.BigAutoField"
