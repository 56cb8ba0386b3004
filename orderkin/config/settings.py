"""Django settings. Nothing here is edited per place: the environment says it (docs/running.md)."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.contrib.messages import constants
from django.utils.translation import gettext_lazy as _

from orderkin.config import environment, logs

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("ORDERKIN_DATA") or ".orderkin").resolve()
FRONTEND = Path(os.environ.get("ORDERKIN_FRONTEND") or DATA / "frontend").resolve()
UPLOADS = DATA / "uploads"

DEMO = environment.flag("ORDERKIN_DEMO")
DEBUG = environment.flag("ORDERKIN_DEBUG")
HTTPS = environment.flag("ORDERKIN_HTTPS", default=not (DEMO or DEBUG))

SECRET_KEY = environment.secret("ORDERKIN_SECRET_KEY", DATA / "secret_key")
PIN_PEPPER = environment.secret("ORDERKIN_PIN_PEPPER", DATA / "pin_pepper").encode()
ALLOWED_HOSTS = environment.words("ORDERKIN_ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = environment.words("ORDERKIN_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "orderkin.activity",
    "orderkin.client",
    "orderkin.customers",
    "orderkin.products",
    "orderkin.orders",
    "orderkin.notes",
    "orderkin.families",
    "orderkin.search",
    "orderkin.jobs",
    "orderkin.imports",
    "orderkin.bulk",
    "orderkin.exports",
    "orderkin.desk",
    "orderkin.api",
]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
# Every text is marked for translation; with one language, looking each up is skipped: that was
# a fifth of what an order page costs.
USE_I18N = len(LANGUAGES) > 1

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *(["django.middleware.locale.LocaleMiddleware"] if USE_I18N else []),
    "orderkin.config.pages.Common",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "orderkin.config.pages.PagesOnly",
]
# Before pages only (config/pages.py).
PAGE_MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "orderkin.client.signed_in.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
# The check looks for it in MIDDLEWARE only; before pages is where people sign in.
SILENCED_SYSTEM_CHECKS = ["axes.W002"]
ROOT_URLCONF = "orderkin.config.urls"
WSGI_APPLICATION = "orderkin.config.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "orderkin.desk.shell.shell",
            ],
        },
    },
    {
        "NAME": "compiled",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "orderkin.desk.compiled.environment"},
    },
]

DATABASES = {"default": environment.database(os.environ.get("ORDERKIN_DATABASE_URL", ""), DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# What happens in the same transaction as every recorded event (config/reactions.py).
REACTIONS = "orderkin.config.reactions.REACTIONS"
# Who does which kind of queued job (config/job_kinds.py).
JOB_KINDS = "orderkin.config.job_kinds.JOB_KINDS"

# Who signs in, and what happens to those who guess.
AUTH_USER_MODEL = "client.Employee"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "orderkin.client.signed_in.EmployeeBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/sign-in/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
# Name and address together: a stranger cannot lock a colleague out from somewhere else.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "orderkin.config.visitors.address"
AXES_USERNAME_CALLABLE = "orderkin.config.visitors.name"
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_VERBOSE = False
AXES_LOCKOUT_CALLABLE = "orderkin.desk.views.signing_in.locked_out"

SESSION_ENGINE = "orderkin.client.signed_in"
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_COOKIE_NAME = "orderkin_session"
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_NAME = "orderkin_csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_FAILURE_VIEW = "orderkin.desk.views.errors.form_too_old"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
MESSAGE_TAGS = {constants.SUCCESS: "good", constants.WARNING: "warn", constants.ERROR: "bad"}

SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if HTTPS else 0
BEHIND_PROXY = environment.flag("ORDERKIN_BEHIND_PROXY")
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        # The style sheet draws its arrows and ticks as small inline pictures.
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

# Long notes are refused by the form that got them, with nothing lost; only beyond this by the door.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_PERMISSIONS = 0o600

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STATICFILES_DIRS = [("frontend", FRONTEND)] if FRONTEND.is_dir() else []
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": UPLOADS},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage",
    },
}
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_AUTOREFRESH = DEBUG

TIME_ZONE = "UTC"
USE_TZ = True

LOGGING_CONFIG = "orderkin.config.logs.configure"
LOGGING = logs.logging(
    level=os.environ.get("ORDERKIN_LOG_LEVEL", "WARNING" if DEMO else "INFO"),
    as_json=environment.flag("ORDERKIN_LOG_JSON"),
)
