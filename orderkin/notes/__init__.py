"""The three kinds of order note, with provenance."""
