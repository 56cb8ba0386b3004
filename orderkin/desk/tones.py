"""Which colour a state wears. Colour is kept for status, guard and gifts."""

from __future__ import annotations

TONES: dict[str, str] = {
    "quote": "calm",
    "in_process": "info",
    "on_hold": "warn",
    "problem": "bad",
    "completed": "good",
    "canceled": "calm",
    "void": "calm",
    "no_payment": "calm",
    "authorized": "info",
    "partially_paid": "warn",
    "charged": "good",
    "refunded": "calm",
    "unshipped": "calm",
    "partially_shipped": "warn",
    "fully_shipped": "good",
}
