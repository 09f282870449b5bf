"""Questions: what would change, and whether a booking can be staffed; nothing is kept."""
