"""The business that owns the desk: companies, channels, employees, PINs, settings."""
