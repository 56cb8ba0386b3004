"""Measured work: what Orderkin reaches beside what the machine could do at most."""
