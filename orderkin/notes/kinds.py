"""The three kinds of order note (pure)."""

from __future__ import annotations

LIMIT = 20_000

KINDS: dict[str, str] = {
    "general": "General",
    "customer_service": "Customer Service",
    "customer_instructions": "Customer instructions",
}
