"""Where the files that come with rostering stand: inside the wheel, or at the top of a checkout."""

from pathlib import Path

_WHEEL = Path(__file__).parent / "_data"
_CHECKOUT = Path(__file__).parents[2]


def shipped(name: str) -> Path:
    """The folder `calendars` or `examples` that came with this installation."""
    inside = _WHEEL / name
    return inside if inside.is_dir() else _CHECKOUT / name
