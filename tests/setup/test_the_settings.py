"""Settings come from the environment only, and secrets live outside the database."""

import stat
from pathlib import Path

import pytest

from orderkin.config import environment


def test_a_secret_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    file = tmp_path / "data" / "secret_key"
    first = environment.secret("ORDERKIN_NOT_SET", file)
    assert len(first) >= 48
    assert environment.secret("ORDERKIN_NOT_SET", file) == first
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [entry.name for entry in file.parent.iterdir()] == ["secret_key"]


def test_a_secret_from_the_environment_wins(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ORDERKIN_SECRET_KEY", "given")
    assert environment.secret("ORDERKIN_SECRET_KEY", tmp_path / "key") == "given"
    assert not (tmp_path / "key").exists()


def test_an_unknown_kind_of_database_is_refused(tmp_path: Path) -> None:
    with pytest.raises(environment.BadSetting, match="must begin with postgresql"):
        environment.database("mysql://somewhere/orders", tmp_path)
