"""Planning: a start, the stages one after the other, and what is planned anew around them."""
