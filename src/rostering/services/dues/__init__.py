"""What falls due: lists of it, and what is done about it."""
