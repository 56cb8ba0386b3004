"""Start a bulk action, gather the orders it is for, stop it."""
