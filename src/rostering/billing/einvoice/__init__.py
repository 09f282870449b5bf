"""Electronic invoices: drafts in UBL 2.1, as Peppol and as OIOUBL want them."""
