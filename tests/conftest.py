"""What every test may ask for; the fixtures stand in tests/support, by what they are about."""

pytest_plugins = ["tests.support.live", "tests.support.browsing", "tests.support.ready_made"]
