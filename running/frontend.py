"""What the pages need from npm: fetched by the lock file, copied to where the pages find it."""

import re
import shutil
from pathlib import Path

from running.children import must, run
from running.packages import pip_install
from running.places import BIN, FRONTEND, ROOT, fingerprint
from running.saying import step

MODULES = ROOT / "node_modules"
COPIED = {
    "@tabler/core/dist/css/tabler.min.css": "tabler.min.css",
    "@tabler/icons/LICENSE": "icons/LICENSE",
}
ICONS = "@tabler/icons/icons/outline"
MAP_COMMENT = re.compile(r"/\*[#@]\s*sourceMappingURL=.*?\*/|//[#@]\s*sourceMappingURL=\S*")


def installed() -> bool:
    """Whether what pages use is there and still what package-lock.json says."""
    stamp = FRONTEND / ".stamp"
    return stamp.exists() and stamp.read_text() == _wanted()


def install() -> None:
    """Fetch with the machine's npm, else with one from PyPI, and copy."""
    if installed():
        return
    with step("Front-end packages (package-lock.json)"):
        if not fetch_with_own_npm():
            pip_install("node")
            must(
                [BIN / "npm", *_FETCH],
                "npm could not fetch the front-end packages.",
                "Check that this machine reaches an npm registry, then run the same command again.",
            )
        copy(MODULES, FRONTEND)
        (FRONTEND / ".stamp").write_text(_wanted())


_FETCH = [
    "ci",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--fetch-retries=1",
]


def fetch_with_own_npm() -> bool:
    """Fill node_modules by the npm of this machine; whether that worked."""
    npm = shutil.which("npm")
    done = MODULES / ".orderkin-fetched"
    if done.exists() and done.read_text() == _wanted():
        return True
    if not npm or run([npm, *_FETCH])[0] != 0:
        return False
    done.write_text(_wanted())
    return True


def _wanted() -> str:
    return fingerprint(ROOT / "package-lock.json", Path(__file__))


def copy(modules: Path, to: Path) -> None:
    """Copy what pages use, without the comments that point to source maps we do not ship."""
    draft = to.with_name(to.name + ".new")
    shutil.rmtree(draft, ignore_errors=True)
    to.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    (draft / "icons").mkdir(parents=True)
    for source, target in COPIED.items():
        text = (modules / source).read_text(encoding="utf-8")
        (draft / target).write_text(MAP_COMMENT.sub("", text), encoding="utf-8")
    for icon in (modules / ICONS).glob("*.svg"):
        shutil.copyfile(icon, draft / "icons" / icon.name)
    shutil.rmtree(to, ignore_errors=True)
    draft.rename(to)
