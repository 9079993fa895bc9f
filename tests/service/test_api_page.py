"""The page at /docs: what it shows, and that it needs nothing from outside."""

import html
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pii_service.api_page import api_page
from pii_service.security import SECURITY_HEADERS

texts = st.text("ab<>&\"'`{}\n ", max_size=12)
json_like = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)
KEYS = [
    "info", "title", "description", "version", "paths", "get", "parameters", "name", "in", "schema",
    "requestBody", "content", "responses", "200", "components", "schemas", "properties", "enum",
    "required", "$ref", "anyOf", "const", "type", "items",
]  # fmt: skip
documents = st.recursive(
    json_like,
    lambda inner: (
        st.dictionaries(st.sampled_from(KEYS), inner, max_size=4) | st.lists(inner, max_size=2)
    ),
    max_leaves=20,
)
OWN = {"html", "head", "meta", "title", "link", "body", "header", "h1", "p", "a", "main", "section",
       "h2", "code", "table", "thead", "tr", "th", "tbody", "td"}  # fmt: skip
EMPTY = {"meta", "link"}


class Reader(HTMLParser):
    """Collects elements, links and text, and whether each element is closed."""

    def __init__(self):
        super().__init__()
        self.tags, self.links, self.open, self.ids = set(), [], [], set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        if tag not in EMPTY:
            self.open.append(tag)
        for name, value in attrs:
            assert name in {"lang", "charset", "name", "content", "rel", "href", "class", "scope",
                            "id"}, name  # fmt: skip
            if name == "href":
                self.links.append(value)
            if name == "id":
                self.ids.add(value)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def read(page):
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert reader.open == []
    return reader


@given(st.dictionaries(st.sampled_from(KEYS), documents, max_size=5))
def test_nothing_a_document_says_becomes_markup(document):
    reader = read(api_page(document))
    assert reader.tags <= OWN


@pytest.fixture
def page(client_with):
    answer = client_with(docs=True).get("/docs")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    policy = SECURITY_HEADERS["Content-Security-Policy"]
    assert answer.headers["content-security-policy"] == policy
    return answer.text


def test_the_page_needs_nothing_from_outside(page, client_with):
    client = client_with(docs=True)
    reader = read(page)
    assert not {"script", "style", "img", "iframe"} & reader.tags
    assert not re.search(r"\bon\w+=|style=|https?://", page)
    for link in set(reader.links):
        if link.startswith("#"):
            assert link[1:] in reader.ids
        else:
            assert client.get(f"/{link}").status_code == 200, link


def test_the_page_shows_every_route_and_every_field(page, client):
    document = client.get("/openapi.json").json()
    shown = html.unescape(re.sub(r"<[^>]+>", "", page))
    for path, methods in document["paths"].items():
        for method in methods:
            assert f"{method.upper()} {path}" in shown
    for name, schema in document["components"]["schemas"].items():
        assert f'id="{name}"' in page
        for field in schema.get("properties", {}):
            assert f"<code>{field}</code>" in page
    assert "`" not in shown


def test_the_page_is_off_unless_switched_on(client):
    assert client.get("/docs").status_code == 404
