"""Swaps of duties between consultants: offered, taken, approved, and published in the same moment."""
