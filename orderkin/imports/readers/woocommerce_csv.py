"""WooCommerce order exports as CSV: one row per line, order totals on the first row only."""

from orderkin.imports.mapping import Mapping

_PLACE = (
    ("name", "first_name"), ("name", "last_name"), ("business", "company"),
    ("line1", "address_1"), ("line2", "address_2"), ("postcode", "postcode"), ("city", "city"),
    ("region", "state"), ("country", "country"), ("phone", "phone"),
)  # fmt: skip

MAPPING = Mapping(
    name="woocommerce_csv",
    label="WooCommerce order export",
    channel="woocommerce",
    needs=("order_number", "order_date", "order_total", "product_name", "item_total"),
    columns=(
        ("number", "order_number"),
        ("channel_id", "order_id"),
        ("placed_at", "order_date"),
        ("paid_at", "paid_date"),
        ("shipped_at", "completed_date"),
        ("state", "status"),
        ("payment_method", "payment_method_title"),
        ("currency", "order_currency"),
        ("shipping", "shipping_total"),
        ("tax", "tax_total"),
        ("total", "order_total"),
        ("customer_email", "customer_email"),
        ("customer_note", "customer_note"),
        *((f"billing_{part}", f"billing_{name}") for part, name in _PLACE),
        *((f"shipping_to_{part}", f"shipping_{name}") for part, name in _PLACE),
        ("name", "product_name"),
        ("sku", "sku"),
        ("quantity", "quantity"),
        ("line_total", "item_total"),
    ),
    decimal_mark=".",
    tax_included="detect",
)
