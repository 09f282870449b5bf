"""Lines: a roster seen person by person, by column generation; no command reaches these modules yet."""
