"""Start a full export, remove its file, bring one back."""
