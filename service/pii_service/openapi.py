"""What the OpenAPI document says beyond what routes and schemas say by themselves."""

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from pii_service.requests import Options
from pii_service.responses import ArchiveReport, FileReport, ProblemBody, RedactedText, StreamLine

_DESCRIPTION = """Finds names, mail addresses, user names, keys, passwords and IP addresses in
source code, and takes them out. What is refused is answered with a problem document (RFC 9457)
whose `type` does not change; nothing that was sent is ever quoted in one."""
_BEARER = {"type": "http", "scheme": "bearer", "description": "One of the service's API keys."}
_HEADER = {"type": "apiKey", "in": "header", "name": "X-API-Key"}
# Schemas that only hand-written parts of the document point at.
_MODELS = (ArchiveReport, FileReport, Options, ProblemBody, RedactedText, StreamLine)


def describe(app: FastAPI) -> None:
    """Give an application an OpenAPI document with our schemas and security in it."""

    def openapi() -> dict[str, object]:
        if app.openapi_schema is None:
            app.openapi_schema = _document(app)
        return app.openapi_schema

    app.openapi = openapi  # type: ignore[method-assign]


def _document(app: FastAPI) -> dict[str, object]:
    """Return the document."""
    document = get_openapi(
        title=app.title, version=app.version, description=_DESCRIPTION, routes=app.routes
    )
    for path, methods in document["paths"].items():
        if not path.startswith("/health"):
            for operation in methods.values():
                operation["security"] = [{"bearer": []}, {"header": []}]
    components = document.setdefault("components", {})
    components["securitySchemes"] = {"bearer": _BEARER, "header": _HEADER}
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    for model in _MODELS:
        schema = model.model_json_schema(ref_template="#/components/schemas/{model}")
        for name, inner in schema.pop("$defs", {}).items():
            schemas.setdefault(name, inner)
        schemas.setdefault(model.__name__, schema)
    return document
