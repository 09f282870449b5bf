"""Errands: questions and documents, which take a while and are not kept as rosters are; asked for, run, followed."""
