"""The least that must happen: the same rows read and written, without a shop around them."""
