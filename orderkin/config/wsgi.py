"""The web application, as a web server asks for it."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orderkin.config.settings")
application = get_wsgi_application()
