"""The JSON API: one row for each path and method, the shapes of `--json`, and the document that describes both."""
