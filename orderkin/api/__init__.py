"""The JSON door: parses, asks one action or query, answers."""
