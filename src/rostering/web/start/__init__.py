"""The first page: what to do next in a store that is new, and the way on in one that is not."""
