"""Invoices: drafts, VAT, and the two dialects of electronic invoices with their official rules."""
