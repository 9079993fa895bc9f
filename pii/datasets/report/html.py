"""The report as one page that needs nothing else: no script from outside, no font, no picture.

Every text is escaped. Originals are on the page only if the run kept them, and then behind a
click.
"""

from collections.abc import Mapping, Sequence
from html import escape
from types import MappingProxyType

from pii.datasets.stats import ReviewSample

_MOST_LANGUAGES = 12
_MOST_SHARDS = 60
_MOST_RULES = 40
_COLOURS = {
    "EMAIL": "#2f6fb0",
    "NAME": "#7a4fa3",
    "USERNAME": "#2a8c82",
    "KEY": "#c2452d",
    "PASSWORD": "#a8690b",
    "IP_ADDRESS": "#4b6b2f",
}
_STYLE = """
:root{color-scheme:light dark;--ink:#1d2430;--soft:#5c6675;--line:#d9dee6;--paper:#fff;
--card:#f6f8fa}
@media(prefers-color-scheme:dark){:root{--ink:#e7eaf0;--soft:#9aa4b2;--line:#343c48;--paper:#14181f;
--card:#1c222b}}
*{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);
font:15px/1.5 system-ui,sans-serif}main{max-width:62rem;margin:0 auto;padding:2rem 1.2rem 4rem}
h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2.4rem 0 .8rem}
.soft{color:var(--soft)}.cards{display:flex;flex-wrap:wrap;gap:.8rem;margin-top:1.4rem}
.card{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.7rem 1rem;
min-width:8.5rem}.card b{display:block;font-size:1.35rem;font-variant-numeric:tabular-nums}
.bad b{color:#c2452d}table{border-collapse:collapse;width:100%}
td,th{padding:.25rem .6rem .25rem 0;text-align:left;vertical-align:middle}
th{color:var(--soft);font-weight:500;border-bottom:1px solid var(--line)}
td.n,th.n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
td.bar{width:45%}.bar i{display:block;height:.75rem;border-radius:3px;background:#2f6fb0;
min-width:1px}
pre{margin:.35rem 0 0;padding:.6rem .8rem;background:var(--card);border:1px solid var(--line);
border-radius:6px;overflow-x:auto;font:12.5px/1.45 ui-monospace,monospace;white-space:pre-wrap;
overflow-wrap:anywhere}mark{color:#fff;border-radius:3px;padding:0 .25em}
.place{margin-bottom:1rem}details{display:inline}summary{cursor:pointer;color:var(--soft);font-size:.85rem}
code{font:12.5px ui-monospace,monospace;overflow-wrap:anywhere}
"""


def page_of(figures: Mapping[str, object], review_samples: Sequence[ReviewSample]) -> str:
    """Return the page.

    Args:
        figures: what `figures_of` returns.
        review_samples: the places to review, by label.
    """
    parts = [
        f"<h1>Redacted data set</h1><p class=soft>{_text(figures['source'])} &rarr; "
        f"{_text(figures['target'])}<br>detector {_text(figures['detector'])}, "
        f"{_text(figures['written_at'])}</p>",
        _cards(figures),
        _failures(figures),
        "<h2>Entities by label</h2>",
        _bars("label", _numbers(figures["entities"]), _COLOURS),
        "<h2>Entities by rule</h2>",
        _rules(_numbers(figures["rules"])),
        "<h2>Languages</h2>",
        _languages(_tables(figures["languages"])),
        "<h2>Shards</h2>",
        _shards(_tables(figures["by_shard"])),
        "<h2>For review</h2>",
        _review(review_samples),
    ]
    return (
        "<!doctype html><html lang=en><meta charset=utf-8>"
        '<meta name=viewport content="width=device-width,initial-scale=1">'
        f"<title>Redacted data set</title><style>{_STYLE}</style><main>{''.join(parts)}</main>"
        "</html>\n"
    )


def _text(value: object) -> str:
    return escape(str(value))


def _numbers(value: object) -> dict[str, float]:
    """Return the numeric entries of a table."""
    if not isinstance(value, Mapping):
        return {}
    return {str(k): float(v) for k, v in value.items() if isinstance(v, int | float)}


def _tables(value: object) -> dict[str, dict[str, float]]:
    """Return a table of tables as numbers; a table inside counts as its sum."""
    tables: dict[str, dict[str, float]] = {}
    if isinstance(value, Mapping):
        for name, row in value.items():
            tables[str(name)] = _numbers(row) | {
                key: sum(_numbers(inner).values())
                for key, inner in row.items()
                if isinstance(inner, Mapping)
            }
    return tables


def _cards(figures: Mapping[str, object]) -> str:
    shards, rows = _numbers(figures["shards"]), _numbers(figures["rows"])
    speed = _numbers(figures["speed"])
    size = _numbers({"bytes": figures["text_bytes"]})["bytes"]
    cards = [
        ("shards done", f"{shards['done']:,.0f} of {shards['all']:,.0f}", ""),
        ("rows written", f"{rows['written']:,.0f}", ""),
        ("rows changed", f"{rows['changed']:,.0f}", ""),
        ("entities hidden", f"{sum(_numbers(figures['entities']).values()):,.0f}", ""),
        ("of text", _bytes(size), ""),
        ("a worker", f"{speed['mb_per_worker_second']:.1f} MB/s", ""),
        ("last run", f"{speed['last_run_seconds']:,.1f} s", ""),
        ("opted out", f"{rows['opted_out']:,.0f}", ""),
        ("rows dropped", f"{rows['dropped']:,.0f}", "bad" if rows["dropped"] else ""),
        ("shards failed", f"{shards['failed']:,.0f}", "bad" if shards["failed"] else ""),
    ]
    return (
        "<div class=cards>"
        + "".join(f'<div class="card {kind}"><b>{n}</b>{name}</div>' for name, n, kind in cards)
        + "</div>"
    )


def _failures(figures: Mapping[str, object]) -> str:
    failures = figures["failures"]
    if not isinstance(failures, Sequence) or not failures:
        return ""
    rows = "".join(
        "<tr>" + "".join(f"<td><code>{_text(cell)}</code></td>" for cell in failure) + "</tr>"
        for failure in failures[:_MOST_SHARDS]
    )
    return (
        "<h2>Failed</h2><p class=soft>Not written; a run of the same command tries them again."
        f"</p><table><tr><th>shard<th>row<th>error</tr>{rows}</table>"
    )


def _bars(
    head: str, numbers: Mapping[str, float], colours: Mapping[str, str] = MappingProxyType({})
) -> str:
    top = max(numbers.values(), default=0) or 1
    rows = "".join(
        f"<tr><td>{_text(name)}</td><td class=n>{count:,.0f}</td><td class=bar>"
        f'<i style="width:{100 * count / top:.1f}%;background:{colours.get(name, "")}"></i></tr>'
        for name, count in numbers.items()
    )
    return f"<table><tr><th>{head}<th class=n>entities<th></tr>{rows}</table>"


def _rules(numbers: Mapping[str, float]) -> str:
    shown = dict(list(numbers.items())[:_MOST_RULES])
    more = len(numbers) - len(shown)
    tail = f"<p class=soft>and {more} more, in report.json</p>" if more else ""
    return _bars("rule", shown) + tail


def _languages(tables: Mapping[str, Mapping[str, float]]) -> str:
    shown = list(tables.items())[:_MOST_LANGUAGES]
    rates = {name: 1e6 * t["entities"] / max(t["bytes"], 1) for name, t in shown}
    top = max(rates.values(), default=0) or 1
    rows = "".join(
        f"<tr><td>{_text(name or 'unknown')}</td><td class=n>{_bytes(t['bytes'])}</td>"
        f"<td class=n>{t['entities']:,.0f}</td><td class=n>{rates[name]:,.1f}</td>"
        f'<td class=bar><i style="width:{100 * rates[name] / top:.1f}%"></i></td></tr>'
        for name, t in shown
    )
    head = "<tr><th>language<th class=n>text<th class=n>entities<th class=n>a MB<th></tr>"
    more = len(tables) - len(shown)
    return f"<table>{head}{rows}</table>" + (f"<p class=soft>and {more} more</p>" if more else "")


def _shards(tables: Mapping[str, Mapping[str, float]]) -> str:
    shown = list(tables.items())[:_MOST_SHARDS]
    top = max((t["entities"] for _, t in shown), default=0) or 1
    rows = "".join(
        f"<tr><td><code>{_text(name)}</code></td><td class=n>{t['rows']:,.0f}</td>"
        f"<td class=n>{t['changed']:,.0f}</td><td class=n>{_bytes(t['text_bytes'])}</td>"
        f"<td class=n>{t['entities']:,.0f}</td>"
        f'<td class=bar><i style="width:{100 * t["entities"] / top:.1f}%"></i></td></tr>'
        for name, t in shown
    )
    head = (
        "<tr><th>shard<th class=n>rows<th class=n>changed<th class=n>text<th class=n>entities"
        "<th></tr>"
    )
    more = len(tables) - len(shown)
    tail = f"<p class=soft>and {more:,} more, in report.json</p>" if more else ""
    return f"<table>{head}{rows}</table>{tail}"


def _review(review_samples: Sequence[ReviewSample]) -> str:
    if not review_samples:
        return "<p class=soft>Nothing was changed.</p>"
    places = "".join(_place(review_sample) for review_sample in review_samples)
    return (
        "<p class=soft>Places drawn at random from each label: is what was hidden personal data, "
        f"and does anything beside it still say who?</p>{places}"
    )


def _place(review_sample: ReviewSample) -> str:
    colour = _COLOURS.get(review_sample.label, "#444")
    original = ""
    if review_sample.original is not None:
        shown = f"<code>{_text(review_sample.original)}</code>"
        original = f" <details><summary>original</summary>{shown}</details>"
    return (
        f"<div class=place><b>{_text(review_sample.label)}</b> <code class=soft>"
        f"{_text(review_sample.row)}</code> <span class=soft>{_text(review_sample.rule)}</span>"
        f"{original}<pre>{_text(review_sample.before)}"
        f'<mark style="background:{colour}">{_text(review_sample.replacement)}</mark>'
        f"{_text(review_sample.after)}</pre></div>"
    )


def _bytes(size: float) -> str:
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:,.0f} {unit}" if unit == "B" else f"{size:,.1f} {unit}"
        size /= 1000
    return f"{size:,.1f} TB"
