"""Parameters of a request: those of its path and those behind its question mark, read by the route's type."""

from pydantic import ValidationError
from starlette.requests import Request

from rostering.errors import Fault, FaultyInput
from rostering.web.api.failures import Failed, misread
from rostering.web.api.route import ApiRoute
from rostering.web.frame.bodies import Garbled, pairs


def asked(request: Request, route: ApiRoute) -> object:
    """What is asked for. Raises FaultyInput, Failed."""
    values: dict[str, object] = dict(request.path_params)
    try:
        said = pairs(request.url.query)
    except Garbled:
        raise Failed(400, "malformed", "what stands behind the question mark cannot be read") from None
    faults = []
    for name, text in said:
        if name in route.in_path:
            faults.append(Fault(name, "this stands in the path"))
        elif name in values:
            faults.append(Fault(name, "this was sent twice"))
        else:
            values[name] = text
    if faults:
        raise FaultyInput(faults)
    try:
        return route.reader.validate_python(values)
    except ValidationError as error:
        raise misread(error, "query") from None
