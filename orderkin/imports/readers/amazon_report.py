"""Amazon's flat reports: all orders and unshipped orders (tab separated), and sale reports."""

from orderkin.imports.mapping import Mapping

_SHIP_TO = (
    ("shipping_to_name", "recipient-name"),
    ("shipping_to_line1", "ship-address-1"),
    ("shipping_to_line2", "ship-address-2"),
    ("shipping_to_line2", "ship-address-3"),
    ("shipping_to_city", "ship-city"),
    ("shipping_to_region", "ship-state"),
    ("shipping_to_postcode", "ship-postal-code"),
    ("shipping_to_country", "ship-country"),
    ("shipping_to_phone", "ship-phone-number"),
)
_MONEY = (
    ("currency", "currency"),
    ("line_total", "item-price"),
    ("line_tax", "item-tax"),
    ("line_shipping", "shipping-price"),
    ("line_shipping_tax", "shipping-tax"),
    ("line_discount", "item-promotion-discount"),
)

ORDERS = Mapping(
    name="amazon_orders",
    label="Amazon order report",
    channel="amazon",
    needs=("order-id", "order-item-id", "purchase-date", "quantity-purchased"),
    columns=(
        ("number", "order-id"),
        ("placed_at", "purchase-date"),
        ("paid_at", "payments-date"),
        ("customer_email", "buyer-email"),
        ("customer_name", "buyer-name"),
        ("customer_phone", "buyer-phone-number"),
        ("shipping_method", "ship-service-level"),
        *_SHIP_TO,
        *_MONEY,
        ("line_key", "order-item-id"),
        ("sku", "sku"),
        ("name", "product-name"),
        ("quantity", "quantity-purchased"),
    ),
    decimal_mark=".",
    line_total_is="before_discount",
    paid="always",
)

ALL_ORDERS = Mapping(
    name="amazon_all_orders",
    label="Amazon all orders report",
    channel="amazon",
    needs=("amazon-order-id", "purchase-date", "order-status", "quantity", "item-price"),
    columns=(
        ("number", "amazon-order-id"),
        ("placed_at", "purchase-date"),
        ("state", "order-status"),
        ("line_state", "item-status"),
        ("shipping_state", "order-status"),
        ("channel_name", "sales-channel"),
        ("shipping_method", "ship-service-level"),
        *_SHIP_TO,
        *_MONEY,
        ("sku", "sku"),
        ("name", "product-name"),
        ("quantity", "quantity"),
    ),
    decimal_mark=".",
    line_total_is="before_discount",
    paid="always",
)

SALES = Mapping(
    name="amazon_sales",
    label="Amazon sale report",
    channel="amazon",
    needs=("Order ID", "ASIN", "SKU", "Qty", "Amount", "ship-postal-code"),
    columns=(
        ("number", "Order ID"),
        ("placed_at", "Date"),
        ("line_state", "Status"),
        ("shipping_state", "Status"),
        ("channel_name", "Sales Channel"),
        ("shipping_method", "ship-service-level"),
        ("currency", "currency"),
        *_SHIP_TO,
        ("sku", "SKU"),
        ("name", "Category"),
        ("variant", "Size"),
        ("quantity", "Qty"),
        ("line_total", "Amount"),
    ),
    decimal_mark=".",
    paid="always",
)

MAPPINGS = (ORDERS, ALL_ORDERS, SALES)
