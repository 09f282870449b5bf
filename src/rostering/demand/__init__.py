"""Demand: windows become seats, and everything a plan depends on becomes one frozen problem."""
