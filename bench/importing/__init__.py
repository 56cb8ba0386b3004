"""How fast a file of orders comes in, beside the bare driver writing the same rows."""
