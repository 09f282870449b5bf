"""A program that sends what waits, again and again: `notice_sender.py STORE TRANSPORT`.

For each line of its input it forks a sender, says its process id, and says when it has ended. A sender takes any other
that is silent for crashed.
"""

import os
import sys
from datetime import timedelta

from rostering.services.notices.sending import send_notices


def send_in_a_fork() -> None:
    """Run one sender, which the reader of the id may kill."""
    if sender := os.fork():
        print(sender, flush=True)
        os.waitpid(sender, 0)
        print("ended", flush=True)
    else:
        send_notices(sys.argv[1], sys.argv[2], timedelta(0))
        os._exit(0)


if __name__ == "__main__":
    print("ready", flush=True)
    for _ in sys.stdin:
        send_in_a_fork()
