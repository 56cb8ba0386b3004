"""What the surroundings say: every ORDERKIN_ variable is read through here."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})


class BadSetting(ImproperlyConfigured):
    """A variable holds something that cannot be used; the sentence says which and why."""


def flag(name: str, default: bool = False) -> bool:
    """Whether a yes-or-no variable is on."""
    text = os.environ.get(name, "").strip().lower()
    return text in TRUE_WORDS if text else default


def words(name: str, default: str = "") -> list[str]:
    """A comma separated list."""
    return [word for part in os.environ.get(name, default).split(",") if (word := part.strip())]


def secret(name: str, file: Path) -> str:
    """A secret from the variable, else from its file, which is made once, for its owner only."""
    if given := os.environ.get(name):
        return given
    if not file.exists():
        _write_once(file, secrets.token_urlsafe(48))
    return file.read_text(encoding="ascii").strip()


def _write_once(file: Path, text: str) -> None:
    """Two processes may start together: the first complete file wins, the other is dropped."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = file.with_name(f".{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as out:
        out.write(text)
        out.flush()
        os.fsync(out.fileno())
    try:
        os.link(draft, file)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


def database(url: str, data: Path) -> dict[str, object]:
    """The database: PostgreSQL when an address is given, else SQLite inside the data folder."""
    if not url:
        return sqlite(data / "orderkin.sqlite3")
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return sqlite(Path(unquote(parts.path)))
    if parts.scheme not in {"postgresql", "postgres"}:
        raise BadSetting("ORDERKIN_DATABASE_URL must begin with postgresql:// or sqlite://")
    return postgresql(
        name=unquote(parts.path.lstrip("/")),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
        options=dict(parse_qsl(parts.query)),
    )


def sqlite(file: Path) -> dict[str, object]:
    """SQLite that loses nothing acknowledged and lets writers wait instead of failing."""
    return {
        "ENGINE": "orderkin.sql.sqlite",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-32000;"
                " PRAGMA temp_store=MEMORY; PRAGMA mmap_size=268435456"
            ),
        },
    }


def postgresql(
    *, name: str, user: str, password: str, host: str, port: str, options: Mapping[str, str]
) -> dict[str, object]:
    """PostgreSQL through Django's pool; `?host=/folder` in the address names a unix socket.

    `pool=16` is the most connections of a process; `prepare=no` suits a pooler in between.
    """
    given = dict(options)
    # Whoever waits ten seconds for somebody else's lock is told so, instead of waiting for ever.
    # A search is over before a plan could be compiled for it (jit). What is prepared is what has
    # one plan for all values: it is made once, not five times and then perhaps always.
    session = "-c synchronous_commit=on -c lock_timeout=10s -c jit=off"
    session += " -c plan_cache_mode=force_generic_plan"
    session = f"{session} {given.pop('options', '')}".strip()
    pool = {"min_size": 1, "max_size": int(given.pop("pool", "16")), "timeout": 20}
    # A hand-written statement is prepared when it comes for the third time (sql/cursors.py).
    prepare = None if given.pop("prepare", "yes") == "no" else 2
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": given.pop("host", host),
        "PORT": given.pop("port", port),
        "CONN_MAX_AGE": 0,
        "OPTIONS": {
            "pool": pool,
            "options": session,
            "prepare_threshold": prepare,
            **given,
        },
    }
