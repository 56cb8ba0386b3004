"""Hand-written statements for the few hot paths, the same on SQLite and PostgreSQL."""

from orderkin.sql.read import fetch, fetch_one
from orderkin.sql.write import execute, insert

__all__ = ["execute", "fetch", "fetch_one", "insert"]
