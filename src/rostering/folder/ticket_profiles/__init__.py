"""Profiles of tickets that come along: how exports of incident systems are read."""
