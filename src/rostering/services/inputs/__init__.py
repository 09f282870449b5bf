"""Inputs: data folders checked, imported and exported, and leave that is sent in."""
