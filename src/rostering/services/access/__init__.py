"""Access: who may sign in, who has, and who may do what."""
