"""Imports: give a file, see each run and what became of every line."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from orderkin.client.guarding import guard
from orderkin.desk.actor import actor
from orderkin.desk.gates import signed_in


@signed_in
def imports(request: HttpRequest) -> HttpResponse:
    """Recent runs, and the form that starts one."""
    guard(actor(request), "import_orders")
    return render(request, "desk/imports/list.html", {"runs": []})
