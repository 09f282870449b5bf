"""Pages of what falls due: the list by customer, and one thing with what is done about it."""
