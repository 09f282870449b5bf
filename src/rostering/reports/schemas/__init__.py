"""The JSON shapes as types, for whoever describes or checks them; what makes each stands beside what it shows."""
