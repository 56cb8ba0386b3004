"""Orderkin: an order desk whose heart is the related order."""

__version__ = "0.1.0"
