"""The data folder: TOML and CSV that people write, read into inputs and written back."""
