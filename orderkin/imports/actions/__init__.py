"""What can be done with files of orders."""
