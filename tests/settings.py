"""Settings of a test run: the real ones, on a data folder that is thrown away."""

import atexit
import os
import shutil
import sys
import tempfile
from pathlib import Path

if "ORDERKIN_TEST_DATA" not in os.environ:
    if "pytest" in sys.modules:
        folder = tempfile.mkdtemp(prefix="orderkin-test-")
        atexit.register(shutil.rmtree, folder, ignore_errors=True)
    else:  # the type checker reads these settings too, and leaves without cleaning up
        folder = str(Path(tempfile.gettempdir()) / "orderkin-types")
        Path(folder).mkdir(exist_ok=True)
    os.environ["ORDERKIN_TEST_DATA"] = folder

DATA_OF_RUN = Path(os.environ["ORDERKIN_TEST_DATA"])
# What the person's own desk is told must not reach the tests.
for name in [key for key in os.environ if key.startswith("ORDERKIN_")]:
    if not name.startswith(("ORDERKIN_TEST_", "ORDERKIN_SHARED_")):
        del os.environ[name]
os.environ["ORDERKIN_DATA"] = str(DATA_OF_RUN)
(DATA_OF_RUN / "static").mkdir(exist_ok=True)
os.environ["ORDERKIN_FRONTEND"] = str(Path(__file__).parent.parent / ".orderkin" / "frontend")
os.environ["ORDERKIN_HTTPS"] = "0"
os.environ["ORDERKIN_DATABASE_URL"] = os.environ.get("ORDERKIN_TEST_DATABASE_URL", "")
# Playwright keeps an event loop in the thread of the test; makers still use the database there.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from orderkin.config.settings import *  # noqa: E402, F403
from orderkin.config.settings import DATABASES, STORAGES  # noqa: E402

if DATABASES["default"]["ENGINE"] == "orderkin.sql.sqlite":
    # A file, not memory: a server process and threads look at the same rows.
    DATABASES["default"]["TEST"] = {"NAME": str(DATA_OF_RUN / "test.sqlite3")}

ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]
# Passwords of made-up people need no slow hash; PINs keep theirs.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# In-process tests need no collected files; the live server has them, named by what is in them.
if "ORDERKIN_TEST_LIVE" not in os.environ:
    STORAGES["staticfiles"] = {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
