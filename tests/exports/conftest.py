"""A signed-in browser without a screen, as at the desk."""

from tests.desk.conftest import seat

__all__ = ["seat"]
