"""What is sold: products, kits, spare parts, accessories, prices and stock."""
