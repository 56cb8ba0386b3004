"""What tests stand on: a real server, a real browser."""
