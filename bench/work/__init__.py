"""The kinds of work that are measured, one per file; each gives rows of the table."""
