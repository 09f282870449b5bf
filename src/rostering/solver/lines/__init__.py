"""Lines: a person's duties and days off over a period as one choice; bounds and rosters by column generation."""
