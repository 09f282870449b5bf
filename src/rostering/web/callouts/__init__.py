"""The pages of call-outs: one's own on the phone, and all of them for an ops lead."""
