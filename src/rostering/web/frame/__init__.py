"""The frame of all pages: who asks, what they may, what they sent, how it is answered and how it looks around it."""
