"""One file per feature: a view parses, asks at most one action, answers."""
