"""A program that writes to a store: `store_writer.py URL rosters N`, or `store_writer.py URL forever`."""

import sys

from rostering.store import Store, open_store
from samples.store_samples import crew, roster

SMALL, LARGE = 5, 40
DUTIES = 30


def add_rosters(store: Store, count: int) -> None:
    """Add rosters one by one and print their numbers."""
    for _ in range(count):
        with store.transaction() as changes:
            number = changes.add_version(roster()).number
        print(number, flush=True)


def write_forever(store: Store) -> None:
    """Replace the inputs and add a roster in each transaction, and say so."""
    while True:
        for size in (SMALL, LARGE):
            with store.transaction() as changes:
                changes.replace_inputs(crew(size, name=f"One of {size}"))
                changes.add_version(roster(DUTIES))
            print("written", flush=True)


if __name__ == "__main__":
    opened = open_store(sys.argv[1])
    if sys.argv[2] == "rosters":
        add_rosters(opened, int(sys.argv[3]))
    else:
        write_forever(opened)
