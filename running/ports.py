"""Finding a free port on this machine."""

import socket

from running.saying import Trouble, say

FIRST = 8000
TRIED = 200


def is_free(port: int, host: str = "127.0.0.1") -> bool:
    """Whether a server could listen there now."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def any_free() -> int:
    """A port the system says is free."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def choose(asked: int | None) -> int:
    """The port asked for, which must be free; not asked, the first free one from 8000 on."""
    if asked == 0:
        return any_free()
    if asked is not None:
        if not is_free(asked):
            raise Trouble(
                f"Port {asked} is taken by another program.",
                "Give another one (--port 8001), or leave --port away: then a free one is chosen.",
            )
        return asked
    for port in range(FIRST, FIRST + TRIED):
        if is_free(port):
            if port != FIRST:
                say(f"  … port {FIRST} is taken, using {port}")
            return port
    return any_free()
