"""Month end: months and their lines, what is in the way of closing, closing, exports, invoices."""
