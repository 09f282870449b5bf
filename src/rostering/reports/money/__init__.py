"""Charges, where they come from, and whether all agrees."""
