"""Questions of ops leads: a quote for a customer on the phone, what if, and what hangs on whom."""
