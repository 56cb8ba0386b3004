"""What every test may ask for; the fixtures stand in tests/support, by what they are about."""

from hypothesis import HealthCheck, settings

pytest_plugins = [
    "tests.support.live",
    "tests.support.browsing",
    "tests.support.emptying",
    "tests.support.ready_made",
    "tests.support.people",
]

# A busy machine is no reason for an example to fail.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")
