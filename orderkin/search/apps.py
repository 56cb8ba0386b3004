"""The search app."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "orderkin.search"
    default_auto_field = "django.db.models.BigAutoField"
