"""Notices: the mails that tell people what of their own has changed, and what comes."""
