"""People's data: what is held of somebody, and how they are forgotten."""
