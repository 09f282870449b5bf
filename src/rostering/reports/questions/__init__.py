"""Answers to what-if and quotes."""
