"""Names in files for machines: one line, nothing hidden in it, nothing that a spreadsheet would run."""

import re
import unicodedata

_FORMULA_STARTS = "=+-@"
_BREAKS = re.compile("\r\n|[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_JOINERS = "\u200c\u200d"  # letters of some scripts, and emoji, are made with them
_DROPPED = ("Cc", "Cf", "Cs", "Zl", "Zp")
_NO_LETTERS = re.compile("[\ufdd0-\ufdef\ufffe\uffff]")  # XML may not have them


def one_line(text: str) -> str:
    """The text on one line: breaks and tabs become spaces; what turns text around or cannot be seen is gone."""
    if text.isprintable():
        return text
    spaced = _NO_LETTERS.sub("", _BREAKS.sub(" ", text))
    return "".join(c for c in spaced if c in _JOINERS or unicodedata.category(c) not in _DROPPED)


def harmless(text: str) -> str:
    """The text on one line that no spreadsheet takes for a formula: an apostrophe goes before what might be one."""
    return f"'{one_line(text)}" if is_risky(text) else one_line(text)


def is_risky(text: str) -> bool:
    """Whether a spreadsheet might run the text: it begins as a formula, in whatever width, or with a control character.

    Blanks and what cannot be seen do not count as a beginning.
    """
    if not text:
        return False
    if unicodedata.category(text[0]) == "Cc":
        return True
    seen = next((c for c in text if c not in _JOINERS and not c.isspace() and one_line(c)), "")
    return plain_letter(seen) in _FORMULA_STARTS if seen else False


def plain_letter(letter: str) -> str:
    """The letter that a letter is made of: e of é, = of the full-width ＝; itself when there is no single one."""
    parts = [
        part for part in unicodedata.normalize("NFKD", _ALIKE.get(letter, letter)) if not unicodedata.combining(part)
    ]
    return parts[0] if len(parts) == 1 else letter


_ALIKE = dict(zip("−‐‑‒―ŁłĐđĦħıŦŧ", "-----LlDdHhiTt", strict=True))
"""Letters that Unicode does not take apart, and what they look like."""
