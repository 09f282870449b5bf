"""Calendar feeds as files."""

from pathlib import Path

from rostering.feeds import feed_files
from rostering.files import write_files
from rostering.services.opening import existing_store


def export_feeds(url: str, folder: Path) -> tuple[Path, ...]:
    """Write one calendar per consultant, one per role and one for all. Raises NothingPublished, Unwritable."""
    with existing_store(url).reading() as reading:
        publications = reading.publications()
    return write_files(folder, feed_files(publications))
