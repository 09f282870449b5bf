"""Leave read from calendars and tables that people send: checked, read in a guarded process, kept as dates."""
