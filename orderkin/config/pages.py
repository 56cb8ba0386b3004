"""What stands before every page and before no program: sessions, forms, messages, headers of HTML.

A program signs each request with a token and no cookie of it is looked at, so reading its session,
looking for its messages and telling its browser what to load is work for nothing: a tenth of what
an order costs that is made over the API.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponseBase
from django.middleware.common import CommonMiddleware
from django.utils.module_loading import import_string

PROGRAMS = "/api/"
Answer = Callable[[HttpRequest], HttpResponseBase]


class PagesOnly:
    """The middleware of `PAGE_MIDDLEWARE`, in its order, for whatever is not the API."""

    def __init__(self, get_response: Answer) -> None:
        self._straight = get_response
        self._page: Any = get_response
        self._looks: list[Callable[..., HttpResponseBase | None]] = []
        for name in reversed(settings.PAGE_MIDDLEWARE):
            one = import_string(name)(self._page)
            if hasattr(one, "process_view"):
                self._looks.insert(0, one.process_view)
            self._page = convert_exception_to_response(one)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if _is_program(request):
            return self._straight(request)
        answer: HttpResponseBase = self._page(request)
        return answer

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """What one of them says before the view is asked: a form that was not ours."""
        if _is_program(request):
            return None
        answers = (look(request, view, args, kwargs) for look in self._looks)
        return next((answer for answer in answers if answer is not None), None)


class Common(CommonMiddleware):
    """Django's, which finds the address of a page also without its last slash."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        """Addresses of programs have none: none is looked for."""
        return not _is_program(request) and super().should_redirect_with_slash(request)


def _is_program(request: HttpRequest) -> bool:
    return request.path_info.startswith(PROGRAMS)
