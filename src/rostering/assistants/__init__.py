"""Assistants: programs that people talk to, which ask by the Model Context Protocol; they only look."""
