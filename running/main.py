"""The commands of run.py, and how each one ends."""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from running import children
from running.places import FRONTEND, STATE
from running.saying import Trouble, explain, say


def parser() -> argparse.ArgumentParser:
    """What can be typed after run.py."""
    top = argparse.ArgumentParser(prog="run.py", description="Orderkin: try it, prove it.")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    demo = commands.add_parser("demo", help="install, fill a demo shop, open the desk")
    demo.add_argument("--port", type=_port, help="this port or none (default: 8000 or the next)")
    demo.add_argument("--fresh", action="store_true", help="forget the earlier demo data first")
    demo.add_argument("--data", type=Path, default=STATE, metavar="FOLDER")
    demo.add_argument("--json", action="store_true", help="one line on standard output when ready")
    test = commands.add_parser("test", help="check and test everything, on both databases")
    test.add_argument("--only", choices=["checks", "sqlite", "postgresql"], help="one part alone")
    commands.add_parser("bench", help="measure; arguments go to the benchmarks")
    front = commands.add_parser("front-end", help="fetch and build what the pages need")
    front.add_argument("folder", type=Path, nargs="?", default=FRONTEND, metavar="FOLDER")
    commands.add_parser("pin", help="pin the newest allowed versions of all packages")
    return top


def _port(text: str) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else -1
    if not 0 <= number <= 65535:
        raise argparse.ArgumentTypeError(f"{text} is not a port (1 to 65535, 0 for any free one)")
    return number


def main(arguments: Sequence[str]) -> int:
    """Run one command; whatever it started has ended when this returns."""
    asked, rest = parser().parse_known_args(arguments)
    if rest and asked.command in {"demo", "front-end", "pin"}:
        parser().error(f"unknown: {' '.join(rest)}")
    children.listen_for_stop()
    try:
        return _command(asked.command)(asked, rest)
    except Trouble as trouble:
        explain(trouble)
        return 1
    except children.Stopped as stopped:
        say(f"\nStopping ({stopped}) …")
        return 0 if asked.command == "demo" else 130
    finally:
        children.end_all()
        if asked.command == "demo":
            say("Stopped.")


Command = Callable[[argparse.Namespace, Sequence[str]], int]


def _command(name: str) -> Command:
    if name == "demo":
        from running.demo import demo

        return lambda asked, rest: demo(asked)
    if name == "test":
        from running.checking import test

        return test
    if name == "front-end":
        return lambda asked, rest: _front_end(asked.folder)
    if name == "pin":
        from running.pin import pin

        return lambda asked, rest: pin()
    return _bench


def _front_end(folder: Path) -> int:
    from running import frontend, packages

    packages.install("run")
    frontend.install()
    if folder != FRONTEND:
        frontend.copy(frontend.MODULES, folder)
    return 0


def _bench(asked: argparse.Namespace, rest: Sequence[str]) -> int:
    from running.install import install
    from running.places import PYTHON, surroundings

    install("test")
    command = [PYTHON, "-m", "bench", *rest]
    child = children.start(command, env=surroundings(), stdout=sys.stdout.fileno())
    return child.wait()
