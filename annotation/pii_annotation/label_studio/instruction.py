"""The annotation guideline as annotators see it in Label Studio: HTML made from Markdown."""

from importlib.resources import files

from markdown_it import MarkdownIt

# The page gives cells no room, and lets the lines of a first-rank heading overlap.
_STYLED = {"<table>": '<table border="1" cellpadding="6">', "<h1>": "<h2>", "</h1>": "</h2>"}


def guideline() -> str:
    """Return our guideline, in Markdown."""
    return (files("pii_annotation") / "guideline.md").read_text("utf-8")


def instruction_of(markdown: str) -> str:
    """Return Markdown as HTML; what looks like HTML in it is shown, not obeyed."""
    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    html: str = renderer.render(markdown)
    for plain, styled in _STYLED.items():
        html = html.replace(plain, styled)
    return html
