"""Lines of shift scheduling: a roster seen person by person, by column generation with labels over the days."""
