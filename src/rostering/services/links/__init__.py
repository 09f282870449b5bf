"""Links: secret addresses of feeds and leave, what they answer, and feeds as files."""
