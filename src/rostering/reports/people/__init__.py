"""People's data, shown: what is held of somebody, and what became of the retention rule."""
