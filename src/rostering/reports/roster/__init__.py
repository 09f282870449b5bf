"""Rosters on the terminal, as JSON and as a page: tables, people, fairness, explanations, repairs, risk."""
