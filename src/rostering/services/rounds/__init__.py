"""Regular work: what is done by itself again and again, once over all processes of a store."""
