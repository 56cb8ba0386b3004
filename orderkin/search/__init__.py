"""Finding orders: the typed language, the index behind it and the answer in order."""
