"""Made-up firms, rosters and programs that tests share."""
