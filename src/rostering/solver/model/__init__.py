"""The model: the board on CP-SAT, narrower looks at it, one search, and whether a roster is possible at all."""
