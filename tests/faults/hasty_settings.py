"""Settings of a server that answers before it commits; only to be seen failing."""

from tests.settings import *  # noqa: F403

WSGI_APPLICATION = "tests.faults.hasty.application"
