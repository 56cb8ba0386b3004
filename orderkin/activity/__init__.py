"""What happened: one event per action, with who and when."""
