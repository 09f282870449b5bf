"""The end of a month of any kind of money: when it may be closed, and as what."""
