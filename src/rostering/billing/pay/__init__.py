"""What consultants are paid, as lines, as months, as files, and what is left of what customers pay."""
