"""What is installed is pinned by version and hash, and the repository names no download address."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PINNED = sorted((ROOT / "requirements").glob("*.txt"))


def pins(file: Path) -> dict[str, str]:
    return dict(re.findall(r"^([a-z0-9.\-]+)==([^\s;\\]+)", file.read_text(), re.MULTILINE))


@pytest.mark.parametrize("file", [*PINNED, ROOT / "package-lock.json"], ids=lambda file: file.name)
def test_no_download_address_is_kept(file: Path) -> None:
    assert "://" not in file.read_text()
    assert "--index" not in file.read_text()


@pytest.mark.parametrize("file", PINNED, ids=lambda file: file.name)
def test_every_python_package_has_a_version_and_a_hash(file: Path) -> None:
    entries = re.split(r"\n(?=[a-z])", file.read_text().strip())
    assert entries
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_test_run_uses_the_versions_that_the_desk_runs_with() -> None:
    run, test = pins(ROOT / "requirements/run.txt"), pins(ROOT / "requirements/test.txt")
    assert {name: version for name, version in run.items() if test.get(name) != version} == {}


def test_every_front_end_package_has_its_integrity() -> None:
    packages = json.loads((ROOT / "package-lock.json").read_text())["packages"]
    assert [name for name, kept in packages.items() if name and not kept.get("integrity")] == []
