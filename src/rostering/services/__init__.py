"""The use cases, one function each: plain values in, the trade's values out, each in one transaction."""
