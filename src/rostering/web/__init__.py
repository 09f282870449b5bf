"""HTTP: feeds, pages and leave for consultants, by an ASGI service; the door to Starlette and uvicorn."""
