"""The exports app."""

from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "orderkin.exports"
    default_auto_field = "django.db.models.BigAutoField"
