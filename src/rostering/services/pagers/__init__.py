"""Pagers: whoever is on is told to the programs that call them, and nothing there is touched but our own."""
