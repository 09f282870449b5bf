"""Lines: what is charged, corrected, closed and reckoned."""
