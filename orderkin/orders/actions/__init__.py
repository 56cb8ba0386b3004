"""One file per verb; the directory is the table of contents."""
