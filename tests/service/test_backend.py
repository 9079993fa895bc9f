import pytest
from pii_service.errors import Refusal
from pii_service.label_studio.config import control_of

from pii.labels import Label

INTERFACE = """
<View>
  <!-- a comment -->
  <Labels name="kind" toName="code">
    <Label value="EMAIL"/><Label value="Password"/><Label value="IP address"/><Label value="X"/>
  </Labels>
  <Text name="code" value="$content"/>
</View>
"""


def predict(client, *texts, interface=INTERFACE, field="content"):
    tasks = [{"id": n, "data": {field: text}, "meta": {}} for n, text in enumerate(texts)]
    body = {
        "tasks": tasks,
        "label_config": interface,
        "project": "1.2",
        "params": {"context": None},
    }
    return client.post("/label-studio/predict", json=body)


def test_tasks_get_regions_under_the_interfaces_names(client):
    answer = predict(client, "😀 ann@example.org pw=x user=ann", "nothing")
    assert answer.status_code == 200, answer.text
    first, second = answer.json()["results"]
    assert [region["value"] for region in first["result"]] == [
        {"start": 2, "end": 17, "text": "ann@example.org", "labels": ["EMAIL"]},
        {"start": 21, "end": 22, "text": "x", "labels": ["Password"]},
    ]
    region = first["result"][0]
    assert (region["from_name"], region["to_name"], region["type"]) == ("kind", "code", "labels")
    assert [region["meta"] for region in first["result"]] == [
        {"text": ["rule: email-address"]}, {"text": ["rule: assigned-secret"]},
    ]  # fmt: skip
    assert (first["score"], second["result"], second["score"]) == (0.8, [], 1.0)


def test_the_other_addresses_answer_what_label_studio_expects(client):
    assert client.get("/label-studio/health").json() == {"status": "UP"}
    setup = client.post(
        "/label-studio/setup", json={"project": "1", "access_token": "canary", "schema": INTERFACE}
    )
    version = setup.json()["model_version"]
    assert version.startswith("auto-")
    assert client.get("/label-studio/versions").json() == {"versions": [version]}
    event = client.post("/label-studio/webhook", json={"action": "ANNOTATION_CREATED"})
    assert event.status_code == 200


def test_a_detectors_folder_is_not_told(client_with):
    client = client_with(detector="/models/secret/small-3")
    assert client.post("/label-studio/setup").json()["model_version"].startswith("small-3-")


@pytest.mark.parametrize(
    "interface",
    [
        "", "<View>", "<View/>", "canary",
        '<View><Labels name="a" toName="b"><Label value="X"/></Labels></View>',
        '<!DOCTYPE x [<!ENTITY a "canary">]>' + INTERFACE,
        INTERFACE.replace("$content", "canary"),
        INTERFACE + " " * 300_000,
    ],
)  # fmt: skip
def test_an_interface_that_labels_no_text_is_refused(client, interface):
    answer = predict(client, "x", interface=interface)
    assert answer.status_code == 422
    assert "canary" not in answer.text


def test_a_task_without_the_text_is_refused(client):
    answer = predict(client, "canary", field="other")
    assert answer.status_code == 422
    assert "task 0" in answer.json()["detail"]
    assert "canary" not in answer.text


def test_labels_are_known_by_their_usual_spellings():
    assert control_of(INTERFACE).spellings == {
        Label.EMAIL: "EMAIL", Label.PASSWORD: "Password", Label.IP_ADDRESS: "IP address",
    }  # fmt: skip
    with pytest.raises(Refusal):
        control_of("<View/>")
