"""Writes anew the pages of docs/ that are made from the code: `make docs`."""

from collections.abc import Callable

from command_reference import commands_page
from module_reference import TOP, modules_page
from rostering.web.api.document import document_text

PAGES: dict[str, Callable[[], str]] = {
    "docs/commands.md": commands_page,
    "docs/modules.md": modules_page,
    "docs/openapi.json": document_text,
}


def main() -> None:
    """Write each page."""
    for name, page in PAGES.items():
        (TOP / name).write_text(page(), encoding="utf-8")
        print(name)


if __name__ == "__main__":
    main()
