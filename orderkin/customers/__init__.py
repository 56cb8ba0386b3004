"""The buyers and their addresses."""
