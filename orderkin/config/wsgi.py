"""The web application, as a web server asks for it."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "orderkin.config.settings")
application = get_wsgi_application()
# Loads the views too, which would otherwise wait for the first request.
resolve("/")

# 200,000 objects that were loaded stay for good. Looking through them for garbage held every
# thread up for 50 to 300 ms now and then, and found nothing.
gc.collect()
gc.freeze()
# A page is a few thousand objects without rings: it is looked through once, not ten times.
gc.set_threshold(10_000, 20, 20)
