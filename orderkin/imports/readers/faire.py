"""Faire's wholesale orders: one row per product, no currency, no totals."""

from orderkin.imports.mapping import Mapping

MAPPING = Mapping(
    name="faire",
    label="Faire orders",
    channel="faire",
    needs=("Order Number", "Retailer Name", "Wholesale Price", "Quantity"),
    columns=(
        ("number", "Order Number"),
        ("placed_at", "Order Date"),
        ("state", "Status"),
        ("shipping_state", "Status"),
        ("currency", "Currency"),
        ("customer_name", "Retailer Name"),
        ("customer_business", "Retailer Name"),
        ("shipping_to_name", "Retailer Name"),
        ("shipping_to_line1", "Address 1"),
        ("shipping_to_line2", "Address 2"),
        ("shipping_to_city", "City"),
        ("shipping_to_region", "State"),
        ("shipping_to_postcode", "Zip Code"),
        ("shipping_to_country", "Country"),
        ("sku", "SKU"),
        ("name", "Product Name"),
        ("variant", "Option Name"),
        ("quantity", "Quantity"),
        ("unit_price", "Wholesale Price"),
        ("list_price", "Retail Price"),
    ),
    decimal_mark=".",
)
