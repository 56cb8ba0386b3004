"""`python -m orderkin` is the command `orderkin`."""

import sys

from orderkin.cli.main import main

sys.exit(main())
