import json
from html.parser import HTMLParser

import pytest

from pii.datasets.report import html
from pii.datasets.stats import ReviewSample, ReviewSampler, ShardStats, smallest_keys, tally_of
from pii.errors import PiiError
from tests.pii.datasets.made import batch, mail, parquet_set

SHARDS, ROWS = 2, 30


@pytest.fixture(scope="module")
def target(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    source = parquet_set(folder / "in", SHARDS, ROWS)
    assert batch(source, folder / "out", "--review", "5").returncode == 0
    return folder / "out"


class Page(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = []
        self.outside = []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.outside += [value for name, value in attrs if name in {"src", "href"}]


def test_figures_add_up_by_label_language_and_shard(target):
    report = json.loads((target / "_pii/report.json").read_text())
    assert report["shards"] == {"all": 2, "done": 2, "done_before": 0, "failed": 0, "left": 0}
    assert report["rows"]["read"] == report["rows"]["written"] == SHARDS * ROWS
    assert report["rows"]["changed"] == report["entities"]["EMAIL"] == SHARDS * ROWS // 3
    assert report["rules"] == {"email-address": SHARDS * ROWS // 3}
    languages = report["languages"].values()
    assert sum(language["entities"] for language in languages) == report["entities"]["EMAIL"]
    assert sum(language["bytes"] for language in languages) == report["text_bytes"]
    shards = report["by_shard"].values()
    assert sum(shard["entities"].get("EMAIL", 0) for shard in shards) == SHARDS * ROWS // 3


def test_the_page_needs_nothing_from_outside_and_shows_places_to_review(target):
    page = Page()
    text = (target / "_pii/report.html").read_text()
    page.feed(text)
    assert page.outside == []
    assert {"script", "link", "img", "iframe"}.isdisjoint(page.tags)
    assert page.tags.count("mark") == 5
    assert "harbour-lane" not in text
    assert "<h2>Entities by rule</h2>" in text
    # Once in the table and once at each place.
    assert text.count("email-address<") == 6


def test_originals_are_kept_only_when_asked_for_and_then_behind_a_click(tmp_path):
    source, target = parquet_set(tmp_path / "in", 1, 9), tmp_path / "out"
    assert batch(source, target, "--review-originals").returncode == 0
    page = (target / "_pii/report.html").read_text()
    shown = page.split("<details>", 1)[1].split("</details>")[0]
    assert "harbour-lane" in shown
    outside = page.split("<details>")[0]
    assert "harbour-lane" not in outside


def test_the_page_escapes_what_stands_around_a_place(tmp_path):
    (tmp_path / "in").mkdir()
    row = {"text": f"<script>alert(1)</script> {mail('ann')}"}
    (tmp_path / "in/a.jsonl").write_text(json.dumps(row))
    assert batch(tmp_path / "in", tmp_path / "out").returncode == 0
    page = Page()
    page.feed((tmp_path / "out/_pii/report.html").read_text())
    assert "script" not in page.tags


def review_sample(sample_key, label="EMAIL"):
    return ReviewSample(sample_key, "r", label, 0, 1, "", "<EMAIL>", "")


def test_tallies_add_up_by_label_rule_and_language():
    total = ShardStats()
    for rule in ("one", "two", "one"):
        tally = ShardStats(rows=1)
        tally.labels["EMAIL"] = tally.rules[rule] = tally.languages["C"] = 1
        total.add(tally)
    assert (total.rows, total.labels, total.languages) == (3, {"EMAIL": 3}, {"C": 3})
    assert total.rules == {"one": 2, "two": 1}


def test_many_rules_are_cut_and_the_page_says_so():
    numbers = {f"rule-{n}": 1.0 for n in range(45)}
    table = html._rules(numbers)
    assert table.count("<tr><td>rule-") == 40
    assert "and 5 more, in report.json" in table


def test_a_draw_keeps_the_smallest_keys_whatever_their_order():
    draw = ReviewSampler(2)
    for sample_key in ["d", "a", "c", "b"]:
        if draw.wants("EMAIL", sample_key):
            draw.keep(review_sample(sample_key))
    assert [s.sample_key for s in draw.review_samples()] == ["a", "b"]
    assert [s.sample_key for s in smallest_keys(map(review_sample, "dacb"), 2)] == ["a", "b"]


def test_a_tally_travels_as_json_and_a_damaged_one_is_told():
    tally = ShardStats(rows=3, dropped=[("1", "PiiError")], review_samples=[review_sample("a")])
    tally.labels["EMAIL"] = tally.rules["email-address"] = 2
    assert tally_of(tally.to_json()) == tally
    with pytest.raises(PiiError, match="damaged"):
        tally_of(tally.to_json()[:-9])
