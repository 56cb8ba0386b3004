"""Forms parse what people typed. They save nothing and hold no business rule."""
