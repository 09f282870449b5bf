"""Status reports to customers: drawn up, approved, sent; and the tickets that they count."""
