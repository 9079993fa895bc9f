"""A page to look at: counts, a plot, and every finding in its line, before and after.

The page is one file without any outside asset. Originals are in it unless they are left out, and
not to be seen until somebody switches them on; the page says so.
"""

from base64 import b64encode
from hashlib import sha256

from pii.files.writing import place_at, write_whole
from pii.labels import Label
from pii.reporting.html.figures import ReportData

_DATA = "/*data*/"


def write_report(target: str, figures: ReportData, seconds: float) -> None:
    """Write the page.

    Args:
        target: where it goes; what stood there is replaced.
        figures: of a run that is over.
        seconds: how long the run took.

    Raises:
        UnreadableFile: if it cannot be written.
    """
    write_whole(place_at(target), page_of(figures, seconds).encode())


def page_of(figures: ReportData, seconds: float) -> str:
    """Return the page as HTML text."""
    # A run without a report needs neither.
    import json
    from importlib.resources import files

    data = {
        "files": figures.done,
        "binary": figures.binary,
        "bytes": figures.size,
        "seconds": round(seconds, 2),
        "originals": figures.originals,
        "labels": [[label.value, figures.hidden[label]] for label in Label],
        "rules": [[rule, count, *_told(rule)] for rule, count in figures.by_rule()],
        "rows": figures.rows,
        "troubles": figures.troubles,
    }
    folder = files(__name__)
    page = (folder / "page.html").read_text(encoding="utf-8")
    for name, kind in (("page.css", "style"), ("page.js", "script")):
        content = (folder / name).read_text(encoding="utf-8")
        # The browser runs what has this hash and nothing else, whatever a file's name contains.
        page = page.replace(f"/*{kind}-hash*/", _hash_of(content)).replace(f"/*{name}*/", content)
    # In a script, `<` could open a comment or close it all; in JSON it may be spelt otherwise.
    written = json.dumps(data, separators=(",", ":")).replace("<", "\\u003c")
    return page.replace(_DATA, written)


def _told(rule: str) -> tuple[str, str]:
    """Return a rule's title and what it finds; empty for an id that the catalogue lacks."""
    from pii.rules.catalogue import BY_ID

    entry = BY_ID.get(rule)
    return (entry.title, entry.finds) if entry else ("", "")


def _hash_of(content: str) -> str:
    """Return a source expression of a Content-Security-Policy."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"
