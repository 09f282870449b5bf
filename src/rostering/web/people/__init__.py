"""People's data: who has left, from when they can be forgotten, and what is held of somebody."""
