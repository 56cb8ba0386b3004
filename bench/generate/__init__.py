"""Orders by the million: the same ones every time, for either database."""
