"""Try Orderkin (`demo`), prove it (`test`), measure it (`bench`): only the standard library."""

import os
import shutil
import sys
from typing import NoReturn

NEEDED = (3, 11)


def use_a_newer_python() -> NoReturn:
    """Go on with a newer Python when this one is too old and a newer one is installed."""
    for minor in range(20, NEEDED[1] - 1, -1):
        found = shutil.which("python3." + str(minor))
        if found and not os.environ.get("ORDERKIN_RUN_AGAIN"):
            os.environ["ORDERKIN_RUN_AGAIN"] = "1"
            os.execv(found, [found, *sys.argv])
    sys.exit(
        "Orderkin needs Python 3.11 or newer; this is "
        + sys.version.split()[0]
        + ". Install a newer one and run: python3.11 run.py demo"
    )


if __name__ == "__main__":
    if sys.version_info < NEEDED:
        use_a_newer_python()
    from running.interpreter import go_on_with_the_better_build
    from running.main import main

    go_on_with_the_better_build(sys.argv)

    sys.exit(main(sys.argv[1:]))
