"""Files: a month's statement in every format, the manifest beside it, and whether all still agrees."""
