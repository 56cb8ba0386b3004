"""Which door answers which address."""

from importlib.util import find_spec

from django.urls import include, path
from django.urls.resolvers import URLResolver

DOORS = (("api/v1/", "orderkin.api.urls"), ("", "orderkin.desk.urls"))


def _there(module: str) -> bool:
    package = module.rpartition(".")[0]
    return find_spec(package) is not None and find_spec(module) is not None


urlpatterns: list[URLResolver] = [
    path(prefix, include(module)) for prefix, module in DOORS if _there(module)
]
handler404 = "orderkin.desk.views.errors.not_found"
