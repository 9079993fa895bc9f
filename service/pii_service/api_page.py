"""The OpenAPI document as one page of HTML, without a script and without anything from outside.

A document as `FastAPI.openapi` gives it comes in. Whatever it says is text: nothing in it becomes
markup but words between back quotes, which become code.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape

_HEAD = """<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>{title}: API</title>
  <link rel="icon" href="static/icon.svg">
  <link rel="stylesheet" href="static/page.css">
</head>
<body class="api">
  <header>
    <h1>{title}: API</h1>
    <p>{description}</p>
    <p>Version {version}. The same for programs: <a href="openapi.json">openapi.json</a>.</p>
  </header>
  <main>
"""
_FOOT = "  </main>\n</body>\n</html>\n"
_CODE = re.compile(r"`([^`\n]+)`")
_PLACE = "#/components/schemas/"


def api_page(document: Mapping[str, object]) -> str:
    """Return the page of an OpenAPI document."""
    info = _members(document.get("info"))
    head = _HEAD.format(
        title=_text(info.get("title")),
        description=_text(info.get("description")),
        version=_text(info.get("version")),
    )
    parts = [
        part
        for path, methods in _members(document.get("paths")).items()
        for method, operation in _members(methods).items()
        for part in _operation(method, path, _members(operation))
    ]
    schemas = _members(_members(document.get("components")).get("schemas"))
    for name in sorted(schemas):
        parts += _schema(name, _members(schemas[name]))
    return "".join([head, *parts, _FOOT])


def _operation(method: str, path: str, operation: Mapping[str, object]) -> Iterator[str]:
    """Yield what is said of one route."""
    yield f"<section><h2><code>{_text(method.upper())} {_text(path)}</code></h2>\n"
    yield _paragraphs(operation.get("description"))
    parameters = [
        (_code(about.get("name")), _code(about.get("in")), _type(_members(about.get("schema"))))
        for about in map(_members, _elements(operation.get("parameters")))
    ]
    yield _table(("parameter", "in", "type"), parameters)
    body = _members(operation.get("requestBody"))
    contents = _members(body.get("content")).items()
    yield _table(("body", "type"), [(_code(kind), _content(about)) for kind, about in contents])
    answers = [
        (_code(status), _text(answer.get("description")), _bodies(answer))
        for status, answer in (
            (status, _members(answer))
            for status, answer in _members(operation.get("responses")).items()
        )
    ]
    yield _table(("status", "meaning", "answer"), answers)
    yield "</section>\n"


def _schema(name: str, schema: Mapping[str, object]) -> Iterator[str]:
    """Yield what is said of one schema, to which types lead."""
    yield f'<section id="{_text(name)}"><h2>{_text(name)}</h2>\n'
    yield _paragraphs(schema.get("description"))
    if values := _elements(schema.get("enum")):
        yield f"<p>One of {', '.join(map(_code, values))}.</p>\n"
    required = _elements(schema.get("required"))
    fields = [
        (
            _code(field) + (" (required)" if field in required else ""),
            _type(_members(about)),
            _text(_members(about).get("description")),
        )
        for field, about in _members(schema.get("properties")).items()
    ]
    yield _table(("field", "type", "meaning"), fields)
    yield "</section>\n"


def _type(schema: Mapping[str, object]) -> str:
    """Return a schema in a few words; a named one as a link."""
    reference = schema.get("$ref")
    if isinstance(reference, str):
        name = _text(reference.removeprefix(_PLACE))
        return f'<a href="#{name}">{name}</a>'
    for joint in ("anyOf", "oneOf", "allOf"):
        if choices := _elements(schema.get(joint)):
            return " or ".join(filter(None, (_type(_members(choice)) for choice in choices)))
    if "const" in schema:
        return _code(schema["const"])
    if schema.get("type") == "array":
        return f"list of {_type(_members(schema.get('items'))) or 'anything'}"
    return _text(schema.get("type"))


def _bodies(answer: Mapping[str, object]) -> str:
    contents = _members(answer.get("content")).items()
    return ", ".join(f"{_code(kind)} {_content(about)}".strip() for kind, about in contents)


def _content(about: object) -> str:
    return _type(_members(_members(about).get("schema")))


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table of HTML cells, or nothing if it would have no rows."""
    if not rows:
        return ""
    head = "".join(f'<th scope="col">{name}</th>' for name in heads)
    lines = ["".join(f"<td>{cell}</td>" for cell in row) for row in rows]
    body = "\n".join(f"<tr>{line}</tr>" for line in lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>\n"


def _paragraphs(value: object) -> str:
    parts = str(value).split("\n\n") if value else []
    return "".join(f"<p>{_text(part)}</p>\n" for part in parts)


def _text(value: object) -> str:
    """Return a value as HTML text, with what stands between back quotes as code."""
    return _CODE.sub(r"<code>\1</code>", escape(str(value))) if value is not None else ""


def _code(value: object) -> str:
    return f"<code>{escape(str(value))}</code>"


def _members(value: object) -> Mapping[str, object]:
    return value if isinstance(value, dict) else {}


def _elements(value: object) -> Sequence[object]:
    return value if isinstance(value, list) else []
