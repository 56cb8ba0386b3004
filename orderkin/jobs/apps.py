"""The jobs app."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "orderkin.jobs"
    default_auto_field = "django.db.models.BigAutoField"
