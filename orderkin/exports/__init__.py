"""Out of the desk: any list as a table, and everything as one file that comes in again."""
