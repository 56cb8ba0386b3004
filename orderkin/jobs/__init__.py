"""The queue: work that outlives a request, as rows of our own database."""
