"""The command api-schema, which prints the document that describes the API."""

import typer


def api_schema() -> None:
    """Print the document that describes the API under /api/v1 (OpenAPI 3.1), as the service serves it."""
    # Imported here for the reason that services are: the help needs no HTTP.
    from rostering.web.api.document import document_text  # noqa: PLC0415

    typer.echo(document_text(), nl=False)
