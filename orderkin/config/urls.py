"""Which door answers which address."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("orderkin.api.urls")),
    path("", include("orderkin.desk.urls")),
]
handler404 = "orderkin.desk.views.errors.not_found"
