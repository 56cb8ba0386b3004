"""The imports app."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    name = "orderkin.imports"
    default_auto_field = "django.db.models.BigAutoField"
