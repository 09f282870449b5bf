"""What happened during duties: call-outs."""
