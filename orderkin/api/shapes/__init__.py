"""What goes in and out of this door, by what it is about."""
