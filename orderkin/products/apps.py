"""The products app."""

from django.apps import AppConfig


class ProductsConfig(AppConfig):
    name = "orderkin.products"
    default_auto_field = "django.db.models.BigAutoField"
