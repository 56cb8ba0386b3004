"""Hand-written statements for the few hot paths, the same on SQLite and PostgreSQL."""

from orderkin.sql.columns import stored
from orderkin.sql.cursors import one_commit, together
from orderkin.sql.here import on_postgresql
from orderkin.sql.read import fetch, fetch_all, fetch_one
from orderkin.sql.write import add, execute, insert

__all__ = [
    "add",
    "execute",
    "fetch",
    "fetch_all",
    "fetch_one",
    "insert",
    "on_postgresql",
    "one_commit",
    "stored",
    "together",
]
