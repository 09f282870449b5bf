"""Forms with files, read without the disk."""

from starlette.formparsers import MultiPartParser


class InMemoryParser(MultiPartParser):
    """A parser that writes no file: whoever uses it has read the whole body, and bounded it."""

    spool_max_size = 1 << 30
