"""Programs that write to a store."""

from rostering.store import open_store
from samples.store_samples import crew, roster

SMALL, LARGE = 5, 40
DUTIES = 30


def add_rosters(url: str, count: str) -> None:
    """Add rosters one by one and print their numbers."""
    store = open_store(url)
    for _ in range(int(count)):
        with store.transaction() as changes:
            number = changes.add_version(roster()).number
        print(number, flush=True)


def write_forever(url: str) -> None:
    """Replace the inputs and add a roster in each transaction, and say so."""
    store = open_store(url)
    while True:
        for size in (SMALL, LARGE):
            with store.transaction() as changes:
                changes.replace_inputs(crew(size, name=f"One of {size}"))
                changes.add_version(roster(DUTIES))
            print("written", flush=True)
