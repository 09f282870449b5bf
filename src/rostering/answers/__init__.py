"""Answers: what use cases answer with, frozen; services make them, reports, cli and web show them."""
