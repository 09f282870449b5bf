"""Text of charges: safe names, encodings, values and labels."""
