"""What all of the service stands on: connections, the guard, limits, logs, replies, conditions; it knows no page."""
