"""`orderkin seed-demo` from the command line."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import LazySettings

from orderkin.cli.seed_demo import seed_demo
from orderkin.client.models import Employee
from orderkin.demo import seed

pytestmark = pytest.mark.django_db


@pytest.fixture
def demo(settings: LazySettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A demo installation; the shop itself is left out, other tests look at it."""
    settings.DEMO, settings.DATA = True, tmp_path
    monkeypatch.setattr(seed, "write_shop", lambda *, at: None)
    return tmp_path


def test_without_the_demo_switch_it_does_nothing_and_says_how_to_turn_it_on() -> None:
    said = CliRunner().invoke(seed_demo, [])
    assert said.exit_code == 1
    assert "ORDERKIN_DEMO=1" in said.output
    assert not Employee.objects.exists()


def test_as_json_it_prints_one_line_with_the_three_people(demo: Path) -> None:
    said = CliRunner().invoke(seed_demo, ["--json"])
    assert said.output.count("\n") == 1
    people = json.loads(said.output)["people"]
    assert [person["role"] for person in people] == ["client_admin", "agent", "viewer"]
    assert [bool(person["pin"] and person["token"]) for person in people] == [False, True, False]


def test_a_second_run_prints_the_same(demo: Path) -> None:
    first = CliRunner().invoke(seed_demo, []).output
    assert "Security PIN" in first
    assert CliRunner().invoke(seed_demo, []).output == first
