"""The schema's history: one revision per file of `versions`, none ever edited once it has been released."""
