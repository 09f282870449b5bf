"""Collects all messages anew, and compiles what is translated: `make words`; says what still has to be."""

import sys

from rostering.language.words import catalogue_of
from words import TRANSLATED, compiled, renewed, text_of, untranslated


def main() -> None:
    """Write each language's catalogue, for people and for programs; fails while a translation is missing."""
    missing = []
    for language in TRANSLATED:
        kept = renewed(language)
        catalogue_of(language, "po").write_bytes(text_of(kept))
        catalogue_of(language, "mo").write_bytes(compiled(kept))
        missing += [f"{catalogue_of(language, 'po')}: {message}" for message in untranslated(kept)]
    for line in missing:
        print(f"not translated: {line}")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main()
