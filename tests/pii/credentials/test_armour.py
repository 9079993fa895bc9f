import ast
import json
from collections.abc import Callable

import pytest

from pii.credentials.fixtures.block_recipes import block_of
from pii.credentials.fixtures.forging import forge
from pii.credentials.fixtures.source import Source

KINDS = [forge("private-key", seed) for seed in range(8)]
BLOCK = KINDS[0]


def _in_pieces(block: str, quote: str, seam: str) -> str:
    return seam.join(f"{quote}{line}\\n{quote}" for line in block.split("\n"))


PYTHON_LAYOUTS: dict[str, Callable[[str], str]] = {
    "triple-quoted": lambda block: f'key = """{block}\n"""',
    "one-line": lambda block: "key = '" + block.replace("\n", "\\n") + "\\n'",
    "side-by-side": lambda block: f"key = (\n    {_in_pieces(block, chr(34), chr(10))}\n)",
    "added": lambda block: f"key = {_in_pieces(block, chr(39), ' + ' + chr(92) + chr(10))}",
    "listed": lambda block: f"key = [{_in_pieces(block, chr(34), ', ')}]",
    "called": lambda block: "\n".join(f'out.write("{line}\\n")' for line in block.split("\n")),
}
TEXT_LAYOUTS: dict[str, Callable[[str], str]] = {
    "plain": lambda block: f"\n{block}\n",
    "crlf": lambda block: block.replace("\n", "\r\n"),
    "indented": lambda block: "key: |\n" + block.replace("\n", "\n    "),
    "commented": lambda block: "# " + block.replace("\n", "\n# "),
    "slashes": lambda block: "// " + block.replace("\n", "\n// "),
    "sql-comment": lambda block: "-- " + block.replace("\n", "\n-- "),
    "starred": lambda block: " * " + block.replace("\n", "\n * "),
    "added-by-a-patch": lambda block: "+" + block.replace("\n", "\n+"),
    "removed-by-a-patch": lambda block: "-" + block.replace("\n", "\n-"),
    "flattened": lambda block: block.replace("\n", " "),
    "environment": lambda block: 'KEY="' + block.replace("\n", "\\n") + '"',
    "json-in-json": lambda block: json.dumps(json.dumps({"private_key": block})),
    "breaks": lambda block: block.replace("\n", "<br>"),
}


def _covers_all(block: str, value: bytes) -> bool:
    """Whether a captured value begins and ends with a block and holds all its lines."""
    lines = [line.encode() for line in block.split("\n")]
    ends = value.startswith(lines[0]) and value.endswith(lines[-1])
    return ends and all(line in value for line in lines)


@pytest.mark.parametrize("layout", PYTHON_LAYOUTS)
@pytest.mark.parametrize("block", KINDS, ids=range(len(KINDS)))
def test_python_still_parses_with_the_captured_block_replaced(found, block, layout):
    source = PYTHON_LAYOUTS[layout](block)
    [value] = found("private-key", source.encode())
    assert _covers_all(block, value)
    ast.parse(source)
    ast.parse(source.replace(value.decode(), "<KEY>"))


@pytest.mark.parametrize("layout", TEXT_LAYOUTS)
def test_a_block_is_captured_whole_in_any_layout(found, layout):
    [value] = found("private-key", TEXT_LAYOUTS[layout](BLOCK).encode())
    assert _covers_all(BLOCK, value)


def test_the_key_of_a_service_account_is_found_in_its_json(patterns):
    account = {"type": "service_account", "private_key": BLOCK + "\n", "client_id": "1"}
    [(name, value, score)] = patterns.found(json.dumps(account).encode())
    assert (name, score) == ("private-key", 0.99)
    assert json.loads(b'"' + value + b'"') == BLOCK


def test_headers_inside_a_block_belong_to_it(found):
    lines = Source("encrypted").text_of("base64", 640)
    headers = [
        "Proc-Type: 4,ENCRYPTED",
        "DEK-Info: AES-128-CBC," + Source("vector").text_of("hex", 32).upper(),
        "",
    ]
    block = block_of("RSA ", [*headers, *(lines[i : i + 64] for i in range(0, 640, 64))])
    assert found("private-key", block.encode()) == [block.encode()]


def test_two_blocks_are_two_secrets(found):
    blocks = [block.encode() for block in KINDS[:2]]
    assert found("private-key", b"\n".join(blocks)) == blocks


@pytest.mark.parametrize(
    "kind", ["CERTIFICATE", "PUBLIC KEY", "RSA PUBLIC KEY", "CERTIFICATE REQUEST"]
)
def test_what_is_public_is_no_private_key(patterns, kind):
    body = BLOCK.split("\n")[1:-1]
    block = "\n".join([f"-----BEGIN {kind}-----", *body, f"-----END {kind}-----"])
    assert [name for name, _, _ in patterns.found(block.encode())] == []


@pytest.mark.parametrize(
    "body",
    [
        ["..."],
        ["<your key>"],
        ["MII..."],
        ["key omitted for security reasons"],
        [""],
        ["A" * 64] * 9,
    ],
    ids=["dots", "brackets", "head", "remark", "nothing", "same-letter"],
)
def test_a_block_without_a_key_in_it_is_refused(patterns, body):
    assert patterns.found(block_of("RSA ", body).encode()) == []


def test_the_lines_of_armour_alone_are_no_key(patterns):
    first, last = block_of("RSA ", []).split("\n")
    source = f'#define HEADER "{first}"\n#define FOOTER "{last}"\n'
    assert patterns.found(source.encode()) == []


@pytest.mark.parametrize("quote", ["", '"'])
def test_without_an_end_the_lines_of_base64_are_taken(found, quote):
    kept = "\n".join(BLOCK.split("\n")[:4])
    if quote:
        kept = kept.replace("\n", "\\n")
    [value] = found("private-key", f"{quote}{kept}{quote}\nand then = prose\n".encode())
    assert value == kept.encode()


def test_a_block_ends_before_the_next_one_begins(found):
    kept = "\n".join(BLOCK.split("\n")[:4])
    data = f"{kept}\n\n{KINDS[1]}\n"
    assert found("private-key", data.encode()) == [kept.encode(), KINDS[1].encode()]


def test_a_block_beyond_all_measure_is_refused(found):
    lines = Source("long").text_of("base64", 64_000)
    block = block_of("RSA ", [lines[i : i + 64] for i in range(0, 64_000, 64)])
    assert found("private-key", block.encode()) == []


def test_base64_without_armour_is_found_where_a_value_begins(patterns):
    key = forge("bare-private-key", 1).encode()
    assert patterns.found(b'PRIVATE = "' + key + b'";') == [("bare-private-key", key, 0.99)]
