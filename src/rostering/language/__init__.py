"""Languages: what is said to people, in theirs; English sentences are the messages, catalogues hold the others."""

from rostering.language.words import LANGUAGES, SOURCE, _, marked, n_, p_, speaking, spoken

__all__ = ["LANGUAGES", "SOURCE", "_", "marked", "n_", "p_", "speaking", "spoken"]
