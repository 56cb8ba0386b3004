"""The orders app."""

from django.apps import AppConfig


class OrdersConfig(AppConfig):
    name = "orderkin.orders"
    default_auto_field = "django.db.models.BigAutoField"
