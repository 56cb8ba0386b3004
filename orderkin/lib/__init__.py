"""Plain Python that every layer may use; knows nothing of Django."""
