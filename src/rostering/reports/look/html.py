"""HTML from templates: what is put in is escaped, and what is missing is an error."""

from jinja2 import BaseLoader, Environment, StrictUndefined


def templates_of(loader: BaseLoader) -> Environment:
    """The templates that a loader finds."""
    return Environment(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
