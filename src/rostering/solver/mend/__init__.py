"""Mending: repairs, alternatives, fixes of empty seats, and the shortages behind them."""
