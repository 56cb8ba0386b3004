"""Which door answers which address."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("orderkin.api.urls")),
    path("", include("orderkin.desk.urls")),
]
handler400 = "orderkin.desk.views.errors.not_understood"
handler404 = "orderkin.desk.views.errors.not_found"
