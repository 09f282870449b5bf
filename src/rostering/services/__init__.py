"""The use cases: plain values in, the trade's values out; each opens the store and changes it in transactions."""
