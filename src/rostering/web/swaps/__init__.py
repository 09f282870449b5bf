"""Swaps: the pages on which consultants offer and take duties, and those on which an ops lead approves."""
