"""Signing in and out, by password, one-time address or OpenID provider, and one's own account."""
