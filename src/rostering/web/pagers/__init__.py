"""Pages of pagers: how each stands, and a push to all of them."""
