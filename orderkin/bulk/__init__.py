"""One thing done to many orders: each on its own, with a result of its own, never twice."""
