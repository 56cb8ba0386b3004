"""The client app."""

from django.apps import AppConfig


class ClientConfig(AppConfig):
    name = "orderkin.client"
    default_auto_field = "django.db.models.BigAutoField"
