"""Related orders: relations, recipes, guard, ledger; the heart of the product."""
