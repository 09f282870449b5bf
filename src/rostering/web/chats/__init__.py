"""The page of channels in chats that are told what happens."""
