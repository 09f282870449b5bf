"""Other programs told what has happened."""
