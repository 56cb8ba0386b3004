"""The last line of a test run is true: what passed, what failed, over both databases."""

from __future__ import annotations

from argparse import Namespace
from collections import Counter
from pathlib import Path

import pytest

from running import checking, chromium, postgres, suite
from running.saying import Trouble
from running.tally import Tally, read_report

REPORT = """<?xml version="1.0"?><testsuites><testsuite name="pytest">
<testcase name="a"/><testcase name="b"/>
<testcase name="c"><failure message="no"/></testcase>
<testcase name="d"><error message="no"/></testcase>
<testcase name="e"><skipped message="shared test data is not here"/></testcase>
<testcase name="f"><skipped message="only on PostgreSQL: skip locked"/></testcase>
</testsuite></testsuites>"""


def test_failures_and_errors_fail_and_skipped_tests_are_kept_by_reason(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text(REPORT)
    skipped = Counter({"shared test data is not here": 1})
    assert read_report(tmp_path / "report.xml", exit_code=1) == Tally(2, 2, skipped)


def test_a_run_without_a_report_is_a_failure(tmp_path: Path) -> None:
    assert read_report(tmp_path / "report.xml", exit_code=3) == Tally(failed=1)


def test_a_run_that_found_no_test_is_a_failure(tmp_path: Path) -> None:
    (tmp_path / "report.xml").write_text('<testsuites><testsuite tests="0"/></testsuites>')
    assert read_report(tmp_path / "report.xml", exit_code=5) == Tally(failed=1)


@pytest.fixture
def nothing_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checking, "install", lambda extra: None)
    monkeypatch.setattr(checking, "check", lambda: Tally(passed=5))
    monkeypatch.setattr(chromium, "find_or_install", lambda: None)
    monkeypatch.setattr(postgres, "find_or_install", lambda: None)
    ran = Tally(10, 0, Counter({"shared test data is not here": 3}))
    monkeypatch.setattr(suite, "run_suites", lambda databases, rest: ran)
    monkeypatch.delenv("ORDERKIN_TEST_POSTGRES", raising=False)


def test_what_is_missing_is_named_before_the_last_line(
    nothing_runs: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("CI", raising=False)
    assert checking.test(Namespace(only=None), []) == 0
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "15 passed, 0 failed"
    assert "missing: Chromium" in told.err
    assert "missing: PostgreSQL" in told.err
    assert "missing: 3 × shared test data is not here" in told.err


def test_in_ci_what_is_missing_is_a_failure(
    nothing_runs: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CI", "true")
    assert checking.test(Namespace(only=None), []) == 1
    assert capsys.readouterr().out.splitlines()[-1] == "15 passed, 3 failed"


def test_a_step_that_fails_is_told_and_counted(
    nothing_runs: None, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def no_network(extra: str) -> None:
        raise Trouble("pip could not install.", "Check the network.")

    monkeypatch.setattr(checking, "install", no_network)
    assert checking.test(Namespace(only=None), []) == 1
    told = capsys.readouterr()
    assert told.out.splitlines()[-1] == "0 passed, 1 failed"
    assert "→ Check the network." in told.err


def test_every_database_is_shown_and_counted_for_itself(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "test_place.py"
    file.write_text('import os\n\ndef test_place():\n    assert os.environ["PLACE"] == "here"\n')
    databases = [suite.Database(name, {"PLACE": name}) for name in ("here", "there")]
    arguments = [
        "-p",
        "no:django",
        "-p",
        "no:cacheprovider",
        "--noconftest",
        f"--rootdir={tmp_path}",
        "-c",
        "/dev/null",
        str(file),
    ]
    assert suite.run_suites(databases, arguments) == Tally(1, 1)
    told = capfd.readouterr()
    assert told.err.index("Tests on here") < told.err.index("Tests on there")
    assert "1 passed" in told.out
    assert "1 failed" in told.out
