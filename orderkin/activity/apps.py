"""The activity app."""

from django.apps import AppConfig


class ActivityConfig(AppConfig):
    name = "orderkin.activity"
    default_auto_field = "django.db.models.BigAutoField"
