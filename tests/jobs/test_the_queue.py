"""The queue: one worker per job, resumed after a crash, retried after an error, told to stop."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from orderkin.config.job_kinds import JOB_KINDS
from orderkin.jobs import queue
from orderkin.jobs.models import Job
from orderkin.jobs.running import InHand, Stop
from orderkin.jobs.worker import do_one, run
from orderkin.lib.errors import Invalid
from tests.makers import make_actor

pytestmark = pytest.mark.django_db(transaction=True)

Told = list[str]
done: Told = []
work_now: Callable[[InHand], None] = lambda in_hand: None  # noqa: E731


def work(in_hand: InHand) -> None:
    """The job kind of these tests: does what the test says."""
    work_now(in_hand)


@pytest.fixture(autouse=True)
def kind_of_test(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(JOB_KINDS, "test", f"{__name__}.work")


def doing(monkeypatch: pytest.MonkeyPatch, task: Callable[[InHand], None]) -> None:
    monkeypatch.setattr(f"{__name__}.work_now", task)


def queued(key: str = "one") -> int:
    return queue.enqueue(
        kind="test", key=key, arguments={"n": 1}, actor=make_actor(key), at=timezone.now()
    )


def test_a_job_is_done_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[object] = []
    doing(monkeypatch, lambda in_hand: seen.append(in_hand.arguments["n"]))
    job = queued()
    assert [do_one("a", threading.Event()) for _ in range(2)] == [True, False]
    assert (seen, Job.objects.get(pk=job).state) == ([1], "done")


def test_the_same_key_is_the_same_job() -> None:
    actor = make_actor()
    ids = {
        queue.enqueue(kind="test", key="same", arguments={}, actor=actor, at=timezone.now())
        for _ in range(2)
    }
    assert len(ids) == 1


def test_two_workers_never_get_the_same_job() -> None:
    queued("one")
    queued("two")
    now = timezone.now()
    taken = [queue.take(token=token, at=now) for token in ("a", "b", "c")]
    assert taken[0] is not None
    assert taken[1] is not None
    assert (taken[0].id != taken[1].id, taken[2]) == (True, None)


def test_a_dead_workers_job_is_taken_over_within_sixty_seconds() -> None:
    queued()
    now = timezone.now()
    assert queue.take(token="dead", at=now)
    assert queue.take(token="next", at=now + timedelta(seconds=30)) is None
    assert queue.take(token="next", at=now + timedelta(seconds=59)) is not None


def test_a_worker_that_lost_its_lease_is_told_and_changes_nothing() -> None:
    job = queued()
    now = timezone.now()
    first = queue.take(token="slow", at=now)
    second = queue.take(token="next", at=now + timedelta(seconds=59))
    assert first is not None
    assert second is not None
    assert queue.renew(first, at=now, done=5, total=9) is None
    assert not queue.finish(first, state="failed", at=now)
    assert Job.objects.get(pk=job).leased_by == "next"


def test_an_error_is_tried_again_later_and_given_up_after_five(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(in_hand: InHand) -> None:
        raise OSError("the disk is full")

    doing(monkeypatch, fail)
    job = queued()
    for _ in range(5):
        Job.objects.update(run_after=timezone.now())
        assert do_one("a", threading.Event())
    told = Job.objects.get(pk=job)
    assert (told.state, told.error) == ("failed", "OSError: the disk is full")
    assert not do_one("a", threading.Event())


def test_progress_forgives_earlier_errors(monkeypatch: pytest.MonkeyPatch) -> None:
    queued()
    at = timezone.now()
    taken = queue.take(token="a", at=at)
    assert taken is not None
    Job.objects.update(attempts=4)
    queue.renew(taken, at=at, done=10, total=20)
    assert Job.objects.get().attempts == 1


def test_a_refusal_ends_the_job_with_its_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(in_hand: InHand) -> None:
        raise Invalid("This cannot be.")

    doing(monkeypatch, refuse)
    queued()
    do_one("a", threading.Event())
    assert (Job.objects.get().state, Job.objects.get().error) == ("failed", "This cannot be.")


@pytest.mark.parametrize(("wish", "state"), [("cancel", "canceled"), ("pause", "paused")])
def test_what_is_wanted_is_heard_between_two_slices(
    monkeypatch: pytest.MonkeyPatch, wish: str, state: str
) -> None:
    def slices(in_hand: InHand) -> None:
        queue.ask(in_hand.job.id, wish, at=timezone.now())
        in_hand.report(1, 3, now=True)
        pytest.fail("the job went on")

    doing(monkeypatch, slices)
    job = queued()
    do_one("a", threading.Event())
    assert Job.objects.get(pk=job).state == state


def test_a_paused_job_goes_on_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    job = queued()
    queue.ask(job, "pause", at=timezone.now())
    assert not do_one("a", threading.Event())
    queue.ask(job, "resume", at=timezone.now())
    assert do_one("a", threading.Event())


def test_a_waiting_job_is_canceled_at_once() -> None:
    job = queued()
    queue.ask(job, "cancel", at=timezone.now())
    assert Job.objects.get(pk=job).state == "canceled"
    assert not do_one("a", threading.Event())


def test_a_worker_told_to_stop_gives_its_job_back(monkeypatch: pytest.MonkeyPatch) -> None:
    stop = threading.Event()

    def slices(in_hand: InHand) -> None:
        stop.set()
        in_hand.report(1, 3)

    doing(monkeypatch, slices)
    queued()
    run(stop)
    job = Job.objects.get()
    assert (job.state, job.leased_by, job.attempts) == ("waiting", "", 0)


def test_stop_is_not_swallowed_by_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert not issubclass(Stop, Exception)
