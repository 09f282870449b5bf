"""What reaches out of the house: links, leave, mails, the radar."""
