"""What employees do with the orders list: save a view, remove one, arrange the columns."""
