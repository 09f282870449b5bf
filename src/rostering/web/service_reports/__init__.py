"""Pages of status reports to customers."""
