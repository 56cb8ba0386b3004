"""The demo shop: two brands and eighteen months of their orders, the same on every machine."""
