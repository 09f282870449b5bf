"""Reports: rosters and records as JSON shapes, terminal tables and one printable page; values in, text out."""
