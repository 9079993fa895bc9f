"""Takes about 20 seconds, a minute the first time: a real Label Studio asks a real service.

Skipped unless Label Studio is installed; `tests/annotation/install_label_studio.sh` does that.
"""

import os

import httpx2 as httpx
import pytest

from tests.annotation.label_studio.server import ADMIN, migrated_data, program, running

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not program().exists(), reason="label-studio is not installed"),
]
KEY = "first-key-0123456789"
INTERFACE = """
<View>
  <Labels name="label" toName="text"><Label value="EMAIL"/><Label value="PASSWORD"/></Labels>
  <Text name="text" value="$text"/>
</View>
"""
RULES = {"EMAIL": "rule: email-address", "PASSWORD": "rule: assigned-secret"}
TEXTS = ["😀 mail ann@example.org\r\n\tpw=x", "nothing", "user=ann é pw=y"]


@pytest.fixture(scope="module")
def studio(tmp_path_factory):
    # The service is on loopback too, which Label Studio would otherwise refuse to ask.
    os.environ |= {"ML_BLOCK_LOCAL_IP": "False", "SSRF_PROTECTION_ENABLED": "False"}
    with running(migrated_data(tmp_path_factory.mktemp("studio") / "data")) as url:
        headers = {"Authorization": f"Token {ADMIN.token}"}
        with httpx.Client(base_url=url, headers=headers, timeout=60) as client:
            yield client
    del os.environ["ML_BLOCK_LOCAL_IP"], os.environ["SSRF_PROTECTION_ENABLED"]


def sent(answer):
    assert answer.is_success, answer.text
    return answer.json()


def test_label_studio_gets_predictions_from_the_service(studio, start_server):
    server = start_server(api_keys=KEY)
    project = sent(studio.post("/api/projects", json={"title": "code", "label_config": INTERFACE}))[
        "id"
    ]
    tasks = [{"data": {"text": text}} for text in TEXTS]
    sent(studio.post(f"/api/projects/{project}/import", json=tasks))
    backend = {
        "url": f"{server.url}/label-studio", "project": project, "title": "pii",
        "is_interactive": True, "auth_method": "BASIC_AUTH",
        "basic_auth_user": "label-studio", "basic_auth_pass": KEY,
    }  # fmt: skip
    connected = sent(studio.post("/api/ml", json=backend))
    assert connected["state"] == "CO"
    assert connected["model_version"].startswith("auto-")
    sent(
        studio.post(
            "/api/dm/actions",
            params={"id": "retrieve_tasks_predictions", "project": project},
            json={"selectedItems": {"all": True, "excluded": []}, "filters": None},
        )
    )
    found = {}
    for task in sent(studio.get("/api/tasks", params={"project": project}))["tasks"]:
        [prediction] = sent(studio.get("/api/predictions", params={"task": task["id"]}))
        assert prediction["model_version"] == connected["model_version"]
        found[task["data"]["text"]] = [
            (region["value"]["labels"][0], region["value"]["start"], region["value"]["end"])
            for region in prediction["result"]
        ]
        notes = [region["meta"]["text"] for region in prediction["result"]]
        assert notes == [[RULES[region["value"]["labels"][0]]] for region in prediction["result"]]
    assert found == {
        TEXTS[0]: [("EMAIL", 7, 22), ("PASSWORD", 28, 29)],
        TEXTS[1]: [],
        TEXTS[2]: [("PASSWORD", 14, 15)],
    }
    assert ADMIN.token not in server.log.read_text()


def test_label_studio_cannot_connect_without_the_key(studio, start_server):
    server = start_server(api_keys=KEY)
    project = sent(
        studio.post("/api/projects", json={"title": "closed", "label_config": INTERFACE})
    )["id"]
    backend = {"url": f"{server.url}/label-studio", "project": project, "title": "pii"}
    answer = studio.post("/api/ml", json=backend)
    assert not answer.is_success or answer.json()["state"] != "CO"
