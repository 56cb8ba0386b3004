"""What pages use is copied from npm's packages, and points to nothing that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from running import frontend

STYLE = "a{color:red}/*# sourceMappingURL=tabler.min.css.map */"


@pytest.fixture
def modules(tmp_path: Path) -> Path:
    icons = tmp_path / "node_modules" / frontend.ICONS
    icons.mkdir(parents=True)
    (icons / "star.svg").write_text("<svg/>")
    for source in frontend.COPIED:
        place = tmp_path / "node_modules" / source
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(STYLE)
    return tmp_path / "node_modules"


def test_the_style_sheet_is_copied_without_its_source_map(modules: Path, tmp_path: Path) -> None:
    frontend.copy(modules, tmp_path / "built")
    assert (tmp_path / "built" / "tabler.min.css").read_text() == "a{color:red}"


def test_icons_come_with_their_licence(modules: Path, tmp_path: Path) -> None:
    frontend.copy(modules, tmp_path / "built")
    assert {file.name for file in (tmp_path / "built/icons").iterdir()} == {"star.svg", "LICENSE"}


def test_an_older_build_is_replaced_as_a_whole(modules: Path, tmp_path: Path) -> None:
    (tmp_path / "built").mkdir()
    (tmp_path / "built" / "old.css").write_text("old")
    frontend.copy(modules, tmp_path / "built")
    assert not (tmp_path / "built" / "old.css").exists()
