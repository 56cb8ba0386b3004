"""Orders and what belongs to one order alone; lineage is not its business."""

from orderkin.orders.models.line import OrderLine
from orderkin.orders.models.once import Deed, Intent
from orderkin.orders.models.order import Order, OrderQuerySet, no_such_order
from orderkin.orders.models.trail import Hold, Payment, Shipment

__all__ = [
    "Deed",
    "Hold",
    "Intent",
    "Order",
    "OrderLine",
    "OrderQuerySet",
    "Payment",
    "Shipment",
    "no_such_order",
]
