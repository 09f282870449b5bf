"""The solver: the only door to OR-Tools CP-SAT."""
