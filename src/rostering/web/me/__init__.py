"""A consultant's own pages: duties, leave and wishes, calendar links."""
