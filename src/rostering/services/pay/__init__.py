"""What consultants are paid: months shown, closed and exported, and what is left of what customers pay."""
