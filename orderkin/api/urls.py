"""The addresses of this door; whatever is none of them is a problem too."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, include, path, re_path

from orderkin.api import problems
from orderkin.api.door import api


def _told(pattern: URLPattern) -> URLPattern:
    """The same address, with django-ninja's bare 405 made a problem body.

    HEAD is answered as GET is; the server leaves the body out.
    """
    view: Callable[..., HttpResponse] = pattern.callback

    @wraps(view)
    def told(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        answer = view(request, *args, **kwargs)
        request.method = asked
        return problems.other_method(answer) if answer.status_code == 405 else answer

    pattern.callback = told
    return pattern


_patterns, _app, _namespace = api.urls
_ours = [_told(pattern) for pattern in _patterns if isinstance(pattern, URLPattern)]

urlpatterns = [
    path("", include((_ours, _app), namespace=_namespace)),
    re_path(r"^.*$", problems.no_such_place),
]
