import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.service.test_archives import read, tar_of, zip_of

MAIL = "ann@example.org"


def send(client, content, name="a.py", route="file", media_type="text/x-python", **more):
    files = {"file": (name, content, media_type)}
    return client.post(f"/v1/redact/{route}", files=files, **more)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"x = 'ann@example.org'\r\n\r\ty", b"x = '<EMAIL>'\r\n\r\ty"),
        (b"\xef\xbb\xbfann@example.org", b"\xef\xbb\xbf<EMAIL>"),
        (b"caf\xe9 ann@example.org \xff", b"caf\xe9 <EMAIL> \xff"),
        ("é ann@example.org".encode("utf-16"), "é <EMAIL>".encode("utf-16")),
        (b"", b""),
        (b"no line end", b"no line end"),
    ],
    ids=["crlf", "bom", "latin-1", "utf-16", "empty", "clean"],
)
def test_a_file_comes_back_byte_for_byte_but_for_what_is_hidden(client, data, expected):
    answer = send(client, data)
    assert answer.status_code == 200, answer.text
    assert answer.content == expected


def test_a_file_keeps_its_name_and_type_and_brings_a_summary(client):
    answer = send(client, f"{MAIL} pw=x pw=y".encode(), name='a "b" ü.py')
    headers = answer.headers
    assert headers["content-type"].startswith("text/x-python")
    assert "filename*=UTF-8''a%20" in headers["content-disposition"]
    assert "%C3%BC.py" in headers["content-disposition"]
    assert headers["x-pii-entities"] == "3"
    assert headers["x-pii-counts"] == "EMAIL=1, PASSWORD=2"


@pytest.mark.parametrize("name", ["a\r\nX-Evil: 1.py", "a;b=c", "../../etc/x", "é" * 400, "\\"])
def test_no_name_breaks_the_headers(client, name):
    answer = send(client, b"x", name=name)
    assert answer.status_code in (200, 422)
    assert "x-evil" not in answer.headers


def test_a_report_takes_the_files_place(client):
    answer = send(client, f"é {MAIL}".encode(), params={"report": "json"})
    assert answer.json() == {
        "name": "a.py",
        "encoding": "utf-8",
        "offset_unit": "codepoint",
        "counts": {"EMAIL": 1},
        "entities": [
            {
                "start": 2, "end": 17, "label": "EMAIL", "score": 0.9,
                "rule": "email-address", "replaced_start": 2, "replaced_end": 9,
            }
        ],
    }  # fmt: skip


def test_options_come_in_a_field_of_their_own(client):
    options = {"policy": {"action": "mask"}, "labels": ["EMAIL"], "offset_unit": "utf8"}
    answer = send(client, f"{MAIL} pw=x".encode(), data={"options": json.dumps(options)})
    assert answer.content == b"xxx@xxxxxxx.xxx pw=x"


@pytest.mark.parametrize(
    ("more", "status"),
    [
        ({"data": {"options": "{canary"}}, 400),
        ({"data": {"options": '{"canary": 1}'}}, 422),
        ({"data": {"options": '{"policy": {"threshold": 7}}'}}, 422),
        ({"params": {"report": "canary"}}, 422),
    ],
)
def test_wrong_options_are_refused_and_not_echoed(client, more, status):
    answer = send(client, b"x", **more)
    assert answer.status_code == status
    assert "canary" not in answer.text


def test_a_binary_file_is_refused(client):
    answer = send(client, b"\x89PNG\r\n\0\0canary")
    assert answer.status_code == 415
    assert "canary" not in answer.text


@pytest.mark.parametrize(
    ("content", "content_type", "status"),
    [
        (b"{}", "application/json", 415),
        (b"canary", "multipart/form-data", 400),
        (b"canary", "multipart/form-data; boundary=x", 400),
        (b"--x\r\n\r\ncanary\r\n--x--", "multipart/form-data; boundary=x", 400),
        (b"--x--\r\n", "multipart/form-data; boundary=x", 422),
        (
            b'--x\r\nContent-Disposition: form-data; name="file"\r\n\r\ncanary\r\n--x--\r\n',
            "multipart/form-data; boundary=x",
            422,
        ),
    ],
    ids=["json", "no-boundary", "no-parts", "no-name", "empty", "no-file-name"],
)
@pytest.mark.parametrize("route", ["file", "archive"])
def test_a_body_that_holds_no_file_is_refused(client, route, content, content_type, status):
    headers = {"content-type": content_type}
    answer = client.post(f"/v1/redact/{route}", content=content, headers=headers)
    assert answer.status_code == status, answer.text
    assert "canary" not in answer.text


def test_two_files_at_once_are_refused(client):
    files = [("file", ("a", b"x")), ("file", ("b", b"y"))]
    assert client.post("/v1/redact/file", files=files).status_code == 400


@settings(max_examples=25)
@given(data=st.binary(max_size=300))
def test_any_bytes_come_back_or_are_refused(shared_client, data):
    answer = send(shared_client, data)
    assert answer.status_code in (200, 415)
    if answer.status_code == 200 and answer.headers["x-pii-entities"] == "0":
        assert answer.content == data


MEMBERS = [
    ("src/", b""),
    ("src/a.py", b"mail = 'ann@example.org'\r\n"),
    ("src/latin.txt", b"caf\xe9 ann@example.org"),
    ("logo.png", b"\x89PNG\0\0"),
    ("page.html", b"<p>ann@example.org</p>"),
    ("bad.py", b"poison"),
]


def test_a_zip_comes_back_member_by_member(client):
    answer = send(client, zip_of(MEMBERS), "code.zip", "archive", "application/zip")
    assert answer.status_code == 200, answer.text
    assert read(answer.content) == [
        ("src/", None),
        ("src/a.py", b"mail = '<EMAIL>'\r\n"),
        ("src/latin.txt", b"caf\xe9 <EMAIL>"),
        ("page.html", b"<p>[EMAIL]</p>"),
    ]
    assert zipfile.ZipFile(io.BytesIO(answer.content)).testzip() is None
    assert answer.headers["content-type"] == "application/zip"
    assert 'filename="code.zip"' in answer.headers["content-disposition"]
    assert answer.headers["x-pii-counts"] == "EMAIL=3"
    assert answer.headers["x-pii-left-out"] == "2"


def test_a_tar_gz_comes_back_member_by_member(client):
    answer = send(client, tar_of(MEMBERS[1:]), "code.tgz", "archive", "application/gzip")
    assert [name for name, _ in read(answer.content)] == ["src/a.py", "src/latin.txt", "page.html"]


def test_binary_members_come_along_if_asked_for_and_in_their_place(client):
    data = zip_of(MEMBERS)
    answer = send(client, data, "a.zip", "archive", params={"binary": "keep"})
    assert [name for name, _ in read(answer.content)] == [name for name, _ in MEMBERS[:-1]]


def test_an_archives_report_names_what_became_of_each_member(client):
    answer = send(client, zip_of(MEMBERS), "a.zip", "archive", params={"report": "json"})
    report = answer.json()
    assert (report["redacted"], report["kept"], report["left_out"]) == (3, 1, 2)
    assert [(m["name"], m["outcome"], m["why"]) for m in report["members"][3:]] == [
        ("logo.png", "left out", "binary"),
        ("page.html", "redacted", ""),
        ("bad.py", "left out", "The detector failed on this text"),
    ]


@pytest.mark.parametrize("pack", [zip_of, tar_of])
def test_an_archives_report_counts_by_label_and_by_rule(client, pack):
    members = [("a.py", f"{MAIL} pw=x".encode()), ("b.py", f"{MAIL} user=ann".encode()), ("c", b"")]
    name = "a.zip" if pack is zip_of else "a.tar.gz"
    answer = send(client, pack(members), name, "archive", params={"report": "json"})
    report = answer.json()
    assert report["counts"] == {"EMAIL": 2, "USERNAME": 1, "PASSWORD": 1}
    assert report["rules"] == {"email-address": 2, "assigned-secret": 1, "encoder": 1}
    assert [member["rules"] for member in report["members"]] == [
        {"assigned-secret": 1, "email-address": 1}, {"email-address": 1, "encoder": 1}, {},
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "status", "slug"),
    [
        (b"canary", 415, "unsupported-media"),
        (b"PK\x03\x04canary", 422, "bad-archive"),
        (zip_of([("../canary", b"x")]), 422, "bad-archive"),
        (zip_of([("a", b"\0" * 30_000)]), 413, "too-large"),
        (tar_of([("a", b"\0" * 30_000)]), 413, "too-large"),
        (tar_of([(str(n), b"") for n in range(20)]), 413, "too-large"),
    ],
    ids=["text", "damaged", "name", "zip-bomb", "tar-bomb", "members"],
)
def test_a_bad_archive_is_refused(client_with, data, status, slug):
    client = client_with(max_members=10, max_member_bytes=20_000, max_unpacked_bytes=40_000)
    answer = send(client, data, "a.zip", "archive")
    assert answer.status_code == status, answer.text
    assert answer.json()["type"] == f"urn:pii:problem:{slug}"
    assert "canary" not in answer.text


@pytest.fixture(scope="module")
def shared_client():
    from fastapi.testclient import TestClient
    from pii_service.app import create_app
    from pii_service.settings import Settings

    from tests.service.fakes import load

    with TestClient(create_app(Settings(), load), "http://127.0.0.1") as client:
        yield client


def test_an_archive_counts_what_it_unpacks(client_with):
    client = client_with(max_inflight_bytes=2_000_000, max_body_bytes=100_000)
    data = zip_of([(f"{n}.py", b"x = 1\n" * 100_000) for n in range(5)])
    assert len(data) < 50_000
    answer = send(client, data, route="archive")
    assert answer.status_code == 503
    assert answer.json()["type"] == "urn:pii:problem:overloaded"
    assert "pii_inflight_bytes 0.0" in client.get("/metrics").text
    assert send(client, zip_of([("a.py", b"x = 1\n")]), route="archive").status_code == 200
