"""A form larger than the desk takes is refused with a sentence, before anything is read."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client


@pytest.mark.django_db
def test_a_form_that_is_too_large_is_refused_with_a_way_on() -> None:
    note = "x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", {"email": note})
    assert answer.status_code == 413
    assert "more than 16 MB" in answer.content.decode()


@pytest.mark.django_db
def test_too_many_fields_are_refused() -> None:
    fields = "&".join(f"f{n}=1" for n in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1))
    form = "application/x-www-form-urlencoded"
    answer = Client(enforce_csrf_checks=True).post("/sign-in/", fields, content_type=form)
    assert answer.status_code == 400
    assert "could not be understood" in answer.content.decode()
