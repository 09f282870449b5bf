"""The board: the period as people look at it, and what opens from it."""
