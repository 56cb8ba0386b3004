"""A Client Admin starts a full export, watches it, takes it along and removes it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from orderkin.exports.keeping import MOST_KEPT, folder
from orderkin.exports.queries import recent_exports
from orderkin.exports.reading import prove
from orderkin.jobs import worker
from orderkin.jobs.models import Job
from tests.exports.desks import write
from tests.makers import make_order

pytestmark = pytest.mark.django_db(transaction=True)
Seat = Callable[..., Client]


@pytest.fixture(autouse=True)
def own_uploads(settings: Any, tmp_path: Path) -> None:
    settings.UPLOADS = tmp_path / "uploads"


def work() -> None:
    while worker.do_one("test", threading.Event()):
        pass


def test_the_file_is_written_by_a_job_and_downloaded(seat: Seat, tmp_path: Path) -> None:
    admin = seat("client_admin")
    make_order()
    assert admin.post("/exports/", {"key": "one"}).status_code == 302
    work()
    [run] = recent_exports()
    assert (run.state, run.percent) == ("done", 100)
    answer: Any = admin.get(f"/exports/{run.id}/")
    copy = tmp_path / "copy.jsonl"
    copy.write_bytes(answer.getvalue())
    assert prove(copy).records["order"] == 1
    assert "attachment" in answer["Content-Disposition"]


def test_pressed_twice_it_is_one_export(seat: Seat) -> None:
    admin = seat("client_admin")
    for _ in range(2):
        admin.post("/exports/", {"key": "one"})
    assert Job.objects.filter(kind="export").count() == 1


def test_nobody_else_starts_sees_or_downloads_one(seat: Seat) -> None:
    seat("client_admin").post("/exports/", {"key": "one"})
    work()
    [run] = recent_exports()
    agent = seat("agent")
    place = f"/exports/{run.id}/"
    looked = [agent.get(address) for address in ("/exports/", place)]
    done = [agent.post(address, {"key": "two"}) for address in ("/exports/", f"{place}removal/")]
    assert [answer.status_code for answer in (*looked, *done)] == [403] * 4


def test_a_removed_file_is_gone(seat: Seat) -> None:
    admin = seat("client_admin")
    admin.post("/exports/", {"key": "one"})
    work()
    [run] = recent_exports()
    admin.post(f"/exports/{run.id}/removal/")
    assert admin.get(f"/exports/{run.id}/").status_code == 404
    assert list(folder().iterdir()) == []


def test_only_the_newest_files_stay(seat: Seat) -> None:
    admin = seat("client_admin")
    for number in range(MOST_KEPT + 2):
        admin.post("/exports/", {"key": f"{number}"})
        work()
    assert len(list(folder().iterdir())) == MOST_KEPT
    assert recent_exports()[0].size is not None


def test_one_that_is_stopped_leaves_nothing(seat: Seat) -> None:
    admin = seat("client_admin")
    admin.post("/exports/", {"key": "one"})
    [run] = recent_exports()
    admin.post(f"/exports/{run.id}/removal/")
    work()
    assert recent_exports()[0].state == "canceled"
    assert list(folder().iterdir()) == []


def test_the_imports_page_says_where_a_full_export_comes_back(seat: Seat, tmp_path: Path) -> None:
    content = write(tmp_path / "all.jsonl").read_bytes()
    file = SimpleUploadedFile("all.jsonl", content)
    answer = seat("agent").post("/imports/", {"file": file})
    assert answer.status_code == 422
    assert b"orderkin import FILE" in answer.content
