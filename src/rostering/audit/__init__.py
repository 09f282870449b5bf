"""The audit: judges any roster by the rules' own checks; knows no solver."""
