"""The HTML door, in process."""
