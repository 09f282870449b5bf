"""Jobs: a plan is asked for, run by a process of its own, followed, stopped, and found again."""
