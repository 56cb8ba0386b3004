"""The command line door: `orderkin …`."""
