"""Orders, their lines, payments, shipments and holds; knows nothing of families."""
