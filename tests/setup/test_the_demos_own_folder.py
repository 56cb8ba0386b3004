"""The demo keeps to its own folder: nothing else is removed, no other database is touched."""

from __future__ import annotations

from pathlib import Path

import pytest

from running import demo
from running.saying import Trouble


def test_a_fresh_start_removes_only_what_a_demo_made(tmp_path: Path) -> None:
    for name in ["orderkin.sqlite3", "orderkin.sqlite3-wal", "demo.json", "thesis.txt"]:
        (tmp_path / name).write_text("x")
    (tmp_path / "uploads").mkdir()
    demo._forget(tmp_path)
    assert [left.name for left in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("theirs", ["orderkin.sqlite3", "uploads"])
def test_a_desk_that_no_demo_made_is_left_alone(tmp_path: Path, theirs: str) -> None:
    (tmp_path / theirs).touch()
    (tmp_path / "secret_key").touch()
    with pytest.raises(Trouble, match="no demo made"):
        demo._must_be_a_demos(tmp_path)
    demo._forget(tmp_path)
    assert {left.name for left in tmp_path.iterdir()} == {theirs, "secret_key"}
    (tmp_path / demo.MARK).touch()  # stopped while it was being filled
    demo._must_be_a_demos(tmp_path)


def test_a_folder_that_is_empty_or_a_demos_is_taken(tmp_path: Path) -> None:
    demo._must_be_a_demos(tmp_path)
    for name in ("orderkin.sqlite3", "demo.json"):
        (tmp_path / name).touch()
    demo._must_be_a_demos(tmp_path)


def test_a_database_named_in_the_environment_is_not_told_to_the_demo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERKIN_DATABASE_URL", "postgresql://shop@db/orders")
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "somewhere.else")
    told = demo._environment(tmp_path)
    assert "ORDERKIN_DATABASE_URL" not in told
    assert told["ORDERKIN_DATA"] == str(tmp_path)
    assert told["DJANGO_SETTINGS_MODULE"] == "orderkin.config.settings"


def test_a_start_after_a_change_of_a_table_prepares_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "ROOT", tmp_path)
    for name in ["orderkin/orders/migrations/0001.py", "package-lock.json"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("first")
    before = demo._version()
    assert demo._version() == before
    (tmp_path / "orderkin/orders/migrations/0002.py").write_text("second")
    assert demo._version() != before
