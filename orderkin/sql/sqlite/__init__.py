"""SQLite behind Django, with one writer at a time in a process (base.py)."""
