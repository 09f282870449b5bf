"""`python -m rostering` is the command `rostering`; it loads little, so that Ctrl-C is met from the start."""

import gc
import sys

_SELDOM = 50_000
"""Objects between two looks for garbage: a command makes many that last, and each look at them takes time."""


def main() -> None:
    """Run the command; an interrupt while it still loads ends it without a word."""
    gc.set_threshold(_SELDOM)
    try:
        from rostering.cli.main import main as run  # noqa: PLC0415 - loading it is what may be interrupted

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
