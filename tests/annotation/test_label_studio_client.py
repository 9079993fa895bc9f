import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from pii_annotation.alignment import Rules, align
from pii_annotation.entities import Flag, MarkedEntity, MarkedLabel
from pii_annotation.errors import LabelStudioRefused
from pii_annotation.formats.export import Export
from pii_annotation.formats.label_studio import read
from pii_annotation.label_studio.server import Server, connect
from pii_annotation.label_studio.tasks import Suggestion, Task, suggestion_of, suggestions_of

from pii.documents import Document
from pii.entities import ENCODER, Entity
from pii.labels import Label
from tests.annotation.strategies import readings


class FakeServer:
    """What the SDK shows of a server, kept in memory."""

    def __init__(self):
        self.projects = self
        self.exports = self
        self.tasks = SimpleNamespace(list=self.listed)
        self.made = []
        self.requests = []
        self.fault = None

    def list(self):
        return self.made

    def create(self, *, title, **settings):
        self.made.append(SimpleNamespace(id=len(self.made) + 1, title=title, settings=settings))
        return self.made[-1]

    def import_tasks(self, id, *, request):
        if self.fault and self.requests:
            raise self.fault
        self.requests.append(request)

    def listed(self, *, project, fields, page_size):
        return [SimpleNamespace(data=row["data"]) for request in self.requests for row in request]

    def download_sync(self, id, *, export_type, download_all_tasks):
        assert export_type == "JSON"
        yield from (b"[", b"]")


@pytest.fixture
def fake():
    return FakeServer()


def quiet(done, total):
    pass


def push(fake, tasks, title="Gold"):
    return Server(fake).push(title, tasks, "<p>read</p>", quiet)


def tasks_of(*texts):
    return [Task(f"d{number}", text) for number, text in enumerate(texts)]


def test_pushing_again_makes_no_second_project_and_no_second_task(fake):
    first = push(fake, tasks_of("a", "b"))
    again = push(fake, tasks_of("a", "b", "c"))
    assert (first.new, first.known) == (2, 0)
    assert (again.new, again.known) == (1, 2)
    assert len(fake.made) == 1
    assert [len(request) for request in fake.requests] == [2, 1]


def test_a_broken_push_is_finished_by_the_next(fake):
    fake.fault = type("ApiError", (Exception,), {"status_code": 502, "body": "hunter2"})()
    with pytest.raises(LabelStudioRefused, match="the server answered 502") as refusal:
        push(fake, tasks_of(*map(str, range(250))))
    assert "hunter2" not in str(refusal.value)
    fake.fault = None
    assert push(fake, tasks_of(*map(str, range(250)))).known == 100
    assert sum(map(len, fake.requests)) == 250


def test_large_texts_go_up_in_requests_of_their_own(fake):
    push(fake, tasks_of(*["x" * 1_500_000] * 5))
    assert [len(request) for request in fake.requests] == [2, 2, 1]


def test_progress_goes_from_what_was_known_to_all(fake):
    push(fake, tasks_of("0", "1"))
    steps = []
    texts = map(str, range(150))
    Server(fake).push("Gold", tasks_of(*texts), "", lambda done, total: steps.append((done, total)))
    assert steps == [(2, 150), (102, 150), (150, 150)]


def test_another_text_under_a_known_id_is_refused(fake):
    push(fake, tasks_of("hunter2"))
    with pytest.raises(LabelStudioRefused, match="'d0' with another text") as refusal:
        push(fake, tasks_of("hunter3"))
    assert "hunter" not in str(refusal.value)


@pytest.mark.parametrize("title", ["ab", "x" * 51])
def test_a_title_that_no_server_takes_is_refused_before_it_is_asked(fake, title):
    with pytest.raises(LabelStudioRefused, match="3 to 50 characters"):
        push(fake, tasks_of("a"), title)
    assert fake.made == []


def test_a_programmers_mistake_is_not_taken_for_the_servers(fake):
    fake.import_tasks = None
    with pytest.raises(TypeError):
        push(fake, tasks_of("a"))


def test_pulling_needs_a_project_of_that_title_and_only_one(fake):
    server = Server(fake)
    with pytest.raises(LabelStudioRefused, match="no project called 'Gold'"):
        server.pull("Gold")
    push(fake, [])
    assert server.pull("Gold") == b"[]"
    fake.create(title="Gold")
    with pytest.raises(LabelStudioRefused, match="several projects"):
        server.pull("Gold")


@pytest.mark.parametrize("name", ["LABEL_STUDIO_URL", "LABEL_STUDIO_API_KEY"])
def test_a_server_needs_an_address_and_a_key(name):
    settings = {"LABEL_STUDIO_URL": "http://127.0.0.1:9", "LABEL_STUDIO_API_KEY": "x"}
    del settings[name]
    with pytest.raises(LabelStudioRefused, match="set LABEL_STUDIO_URL"), connect(settings):
        pass


def test_a_server_that_does_not_answer_is_told_without_details():
    pytest.importorskip("label_studio_sdk")
    settings = {"LABEL_STUDIO_URL": "http://127.0.0.1:9", "LABEL_STUDIO_API_KEY": "x" * 40}
    with (
        connect(settings) as server,
        pytest.raises(LabelStudioRefused, match=r"no answer \(ConnectError\)"),
    ):
        server.pull("Gold")


@given(readings("ann"))
def test_a_suggestion_comes_back_as_the_reading_it_was(reading):
    text = "".join(chr(0x1F600 + number) for number in range(30))
    row = Task("a", text, suggestions=(Suggestion("ann", reading.entities),)).row()
    [prediction] = row["predictions"]
    export = [{"data": row["data"], "annotations": [{"result": prediction["result"]}]}]
    [found], _ = align(read(Export(Path("x.json"), json.dumps(export))), Rules())
    assert found.entities == reading.entities


def test_a_task_is_safe_to_send_and_keeps_its_offsets():
    task = Task("a", "a\0b\ud800c")
    assert task.text == "a\ufffdb\ufffdc"
    assert task.row()["data"]["sha256"] == task.sha256
    assert "a\ufffdb" not in repr(task)


def test_a_detectors_overlapping_claims_become_one_suggestion():
    claims = (Entity(0, 9, Label.PASSWORD, 0.9, "sure"), Entity(3, 7, Label.EMAIL, 0.6, "less"))
    suggestion = suggestion_of(Document("a", "x" * 9, claims), "rules")
    assert suggestion.rules == ("sure",)
    assert suggestion.entities == (MarkedEntity(0, 9, MarkedLabel.PASSWORD, Flag.SCORED),)
    assert suggestion.score == 0.9


def test_a_suggested_region_names_the_rule_that_found_it_and_still_comes_back_as_it_was():
    claims = (Entity(0, 4, Label.NAME, 0.9, "byline"), Entity(5, 9, Label.NAME, 0.8, ENCODER))
    suggestion = suggestion_of(Document("a", "x" * 9, claims), "auto")
    row = Task("a", "x" * 9, suggestions=(suggestion,)).row()
    [prediction] = row["predictions"]
    assert [region["meta"] for region in prediction["result"]] == [
        {"text": ["rule: byline"]}, {"text": ["rule: encoder"]},
    ]  # fmt: skip
    export = [{"data": row["data"], "annotations": [{"result": prediction["result"]}]}]
    [found], _ = align(read(Export(Path("x.json"), json.dumps(export))), Rules())
    assert found.entities == suggestion.entities


def test_what_a_person_marked_names_no_rule():
    entities = (MarkedEntity(0, 4, MarkedLabel.NAME, Flag.EXAMPLE),)
    row = Task("a", "x" * 9, suggestions=(Suggestion("ann", entities),)).row()
    assert all("meta" not in region for region in row["predictions"][0]["result"])


@given(readings("ann"), readings("bob"))
def test_readings_at_odds_are_shown_side_by_side(one, other):
    suggestions = suggestions_of([one, other])["a"]
    assert [suggestion.source for suggestion in suggestions] == ["ann", "bob"]
