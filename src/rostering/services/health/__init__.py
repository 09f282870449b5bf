"""Watching over it: figures of a store for whoever is woken when something is not as it should be."""
