"""Rows of a full export on their way in: each module writes some kinds of record."""
