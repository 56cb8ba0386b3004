"""Names that measured and limit have in common."""

AGENT = "agent@bench.example"
