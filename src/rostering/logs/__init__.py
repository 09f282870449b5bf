"""Logs: one event a line, without secrets; JSON for programs, words and colours for a terminal."""
