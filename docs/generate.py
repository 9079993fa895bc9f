"""Write the reference pages that are made from the code: commands, rules, HTTP API.

    python docs/generate.py            # write them
    python docs/generate.py --check    # exit 1 and name the pages that are stale

A page says what the code says, so nobody edits one; `tests/test_docs.py` fails when one is stale.
"""

import sys
from collections.abc import Callable, Iterator
from enum import Enum
from pathlib import Path
from typing import Any

import typer

HERE = Path(__file__).parent
_HEAD = "<!-- Written by docs/generate.py; edit the code instead. -->\n\n"


def commands_page() -> str:
    """Return all commands of the three command lines, with their options."""
    from pii_annotation.cli import app as annotate
    from pii_service.main import cli as serve

    from pii.cli.main import app as pii

    lines = ["# Commands", ""]
    for name, app in (("pii", pii), ("pii-annotate", annotate), ("pii-serve", serve)):
        lines += _command(name, typer.main.get_command(app), depth=2)
    return "\n".join(lines) + "\n"


def _command(name: str, command: Any, depth: int) -> Iterator[str]:
    """Yield the lines of a command, then those of the commands in it."""
    context = command.context_class(command, info_name=name)
    yield from (f"{'#' * depth} `{name}`", "", (command.help or "").strip(), "")
    subcommands = {
        name: command.resolve_command(context, [name])[1]
        for name in getattr(command, "commands", {})
    }
    shown = [p for p in command.params if not getattr(p, "hidden", False)]
    if not subcommands:
        yield from ("```", command.get_usage(context), "```", "")
    if command.epilog and not subcommands:
        yield from (command.epilog, "")
    if shown:
        yield from ("| option | meaning | default |", "|---|---|---|")
        yield from map(_parameter, shown)
        yield ""
    for inner in sorted(subcommands):
        if not subcommands[inner].hidden:
            yield from _command(f"{name} {inner}", subcommands[inner], depth + 1)


def _parameter(parameter: Any) -> str:
    """Return a table's row for an option or an argument."""
    names = [*parameter.opts, *parameter.secondary_opts]
    if parameter.param_type_name == "argument":
        names = [parameter.metavar or parameter.display_name_raw.upper()]
    meaning = parameter.help or ""
    kind = parameter.type_descriptor.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        meaning += f" One of {', '.join(f'`{one.value}`' for one in kind)}."
    default = "required" if parameter.required else _default(parameter.default)
    return f"| {', '.join(f'`{name}`' for name in names)} | {_cell(meaning)} | {_cell(default)} |"


def _default(value: object) -> str:
    """Return a parameter's default as a person would type it."""
    if value in (None, False, "") or value == [] or value == () or callable(value):
        return ""
    values = value if isinstance(value, list | tuple) else [value]
    return ", ".join(f"`{getattr(one, 'value', one)}`" for one in values)


def http_page() -> str:
    """Return every route with its fields and answers, from the service's OpenAPI document."""
    from pii_service.app import create_app
    from pii_service.settings import Settings

    from pii.detection.loading import load_detector

    document = create_app(Settings(detector="rules"), load_detector).openapi()
    lines = ["# HTTP API", "", document["info"]["description"], ""]
    for path, operations in document["paths"].items():
        for method, operation in operations.items():
            lines += _operation(method, path, operation)
    lines += ["## Fields", ""]
    for name, schema in sorted(document["components"]["schemas"].items()):
        lines += _schema(name, schema)
    return "\n".join(lines) + "\n"


def _operation(method: str, path: str, operation: dict) -> Iterator[str]:
    """Yield the lines of one route."""
    yield from (f"## `{method.upper()} {path}`", "", operation.get("summary", ""), "")
    if operation.get("description"):
        yield from (operation["description"], "")
    if operation.get("parameters"):
        yield from ("| parameter | in | meaning |", "|---|---|---|")
        for parameter in operation["parameters"]:
            meaning = parameter.get("description") or parameter["schema"].get("title", "")
            yield f"| `{parameter['name']}` | {parameter['in']} | {_cell(meaning)} |"
        yield ""
    for kind, content in operation.get("requestBody", {}).get("content", {}).items():
        yield from (f"Body: `{kind}`, {_type(content.get('schema', {}))}.", "")
    yield from ("| status | meaning | body |", "|---|---|---|")
    for status, answer in operation["responses"].items():
        bodies = ", ".join(
            f"`{kind}` {_type(content.get('schema', {}))}".strip()
            for kind, content in answer.get("content", {}).items()
        )
        yield f"| {status} | {_cell(answer.get('description', ''))} | {bodies} |"
    yield ""


def _schema(name: str, schema: dict) -> Iterator[str]:
    """Yield the lines of one schema."""
    yield from (f"### {name}", "")
    if schema.get("description"):
        yield from (schema["description"], "")
    if schema.get("enum"):
        yield from (f"One of {', '.join(f'`{value}`' for value in schema['enum'])}.", "")
    if schema.get("properties"):
        required = set(schema.get("required", ()))
        yield from ("| field | type | meaning |", "|---|---|---|")
        for field, about in schema["properties"].items():
            must = " (required)" if field in required else ""
            yield f"| `{field}`{must} | {_type(about)} | {_cell(about.get('description', ''))} |"
        yield ""


def _type(schema: dict) -> str:
    """Return a schema's type in a few words, with a link to a named one."""
    if "$ref" in schema:
        name = schema["$ref"].rsplit("/", 1)[-1]
        return f"[{name}](#{name.lower()})"
    for joint in ("anyOf", "oneOf", "allOf"):
        if joint in schema:
            return " or ".join(filter(None, (_type(one) for one in schema[joint])))
    if schema.get("type") == "array":
        return f"list of {_type(schema.get('items', {})) or 'anything'}"
    return str(schema.get("type", ""))


def rules_page() -> str:
    """Return every rule by label, with examples."""
    from pii.cli.rules import markdown

    return markdown()


def _cell(text: str) -> str:
    """Return a text that fits a table's cell."""
    return " ".join(text.split()).replace("|", "\\|")


PAGES: dict[str, Callable[[], str]] = {
    "reference/commands.md": commands_page,
    "reference/http-api.md": http_page,
}


def stale() -> list[str]:
    """Return the names of the pages that are not what the code says now."""
    return [
        name
        for name, page in PAGES.items()
        if not (HERE / name).is_file() or (HERE / name).read_text() != _HEAD + page()
    ]


def main() -> None:
    """Write the pages, or check them."""
    if "--check" in sys.argv[1:]:
        names = stale()
        sys.exit(f"stale, run `make docs`: {', '.join(names)}" if names else 0)
    for name, page in PAGES.items():
        (HERE / name).parent.mkdir(exist_ok=True)
        (HERE / name).write_text(_HEAD + page())


if __name__ == "__main__":
    main()
