"""`python -m bench.generate ORDERS FILE`: migrate, fill unless filled, sign in, tell in FILE."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import django


def main(total: int, file: Path) -> None:
    """Make the database that the environment names ready to be measured."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orderkin.config.settings")
    django.setup()
    # Models can be imported only now.
    from bench.generate.prepare import prepare

    prepare(total).write(file)


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
