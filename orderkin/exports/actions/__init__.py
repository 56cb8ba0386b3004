"""Start a full export, remove its file; begin, go on with and end bringing one back."""
