"""What run.py does: install, start, check. Standard library only, so that it runs anywhere."""
