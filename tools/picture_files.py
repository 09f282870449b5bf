"""Pictures as small files, of few colours; and the sheets that a page prints."""

import io
import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path

from PIL import Image

COLOURS = 128
"""So many that cover most, and as many of the soft edges of letters."""


def save(raw: bytes, file: Path) -> None:
    """Keep a picture with a palette."""
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    picture.quantize(palette=_palette(picture), dither=Image.Dither.NONE).save(file, optimize=True)


def _palette(picture: Image.Image) -> Image.Image:
    """The colours that cover most, as they are, so that what is flat keeps its very colour; and those between."""
    bands = picture.tobytes()
    seen = Counter(zip(bands[::3], bands[1::3], bands[2::3], strict=True))
    most = [part for colour, _ in seen.most_common(COLOURS) for part in colour]
    between = picture.quantize(COLOURS, Image.Quantize.MEDIANCUT).getpalette() or []
    palette = Image.new("P", (1, 1))
    palette.putpalette([*most, *between])
    return palette


def first_sheet(paper: bytes, width: int) -> bytes | None:
    """The first page of a PDF as a picture; None where poppler's pdftoppm is not installed."""
    program = shutil.which("pdftoppm")
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "paper.pdf").write_bytes(paper)
        words = [
            program,
            "-png",
            "-scale-to-x",
            str(width),
            "-scale-to-y",
            "-1",
            "-f",
            "1",
            "-l",
            "1",
            "-singlefile",
            "paper.pdf",
            "paper",
        ]
        subprocess.run(words, cwd=folder, check=True)  # noqa: S603 - the program that was found
        return (Path(folder) / "paper.png").read_bytes()
