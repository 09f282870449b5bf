"""Channels in chats told what happens."""
