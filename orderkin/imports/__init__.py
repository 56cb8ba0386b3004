"""Orders from files: readers, mappings, and the run that writes them."""
