"""Cases: all by which a period is planned, judged and priced, and the versions that are made of it."""
