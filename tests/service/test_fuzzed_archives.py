"""Archives of any bytes, and damaged ones: all members are accounted for, or nothing is given.

Tar's own bytes are damaged beneath the compression too, whose checksum would find it first.
"""

import gzip
import io
import struct
import tarfile
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pii_service.app import create_app
from pii_service.errors import Reason
from pii_service.settings import Settings
from starlette.testclient import TestClient

from tests.service.fakes import load
from tests.service.test_archives import read, refusal_of, rewrite, tar_of, zip_of
from tests.service.test_hostile_archives import LIMITS, packed, plain

# Names of one length: damage to a length then leads from one member to another.
MEMBERS = [("a.py", b"pw=one\n" * 9), ("b.py", b"pw=two\n" * 9), ("c.py", b"\0\1"), ("d.py", b"")]
ZIPS = [
    zip_of(MEMBERS, zipfile.ZIP_STORED),
    zip_of(MEMBERS, zipfile.ZIP_DEFLATED),
    zip_of([*MEMBERS, ("e/", b""), ("f/g.py", b"pw=x")]),
]
TARS = [plain(tar_of(MEMBERS)), plain(tar_of([(f"{'n' * 120}/{n}", d) for n, d in MEMBERS]))]
ALL = [*ZIPS, *map(packed, TARS)]


@pytest.fixture(scope="module")
def client():
    with TestClient(create_app(Settings(), load), "http://127.0.0.1") as client:
        yield client


def answered(client, data, **query):
    """Return the answer to an archive, which is a success or a problem of the client's."""
    answer = client.post("/v1/redact/archive", files={"file": ("x", bytes(data))}, params=query)
    if answer.status_code != 200:
        assert answer.status_code in (413, 415, 422), answer.text
        assert answer.json()["type"].startswith("urn:pii:problem:")
        return None
    return answer


def check_accounts(client, data):
    """Check that each member comes back or is named as left out; return their number, or None."""
    shown, made = answered(client, data, report="json"), answered(client, data)
    assert (shown is None) is (made is None)
    if shown is None:
        return None
    report = shown.json()
    outcomes = [member["outcome"] for member in report["members"]]
    kept = [member["name"] for member in report["members"] if member["outcome"] != "left out"]
    assert report["left_out"] == outcomes.count("left out")
    assert made.headers["x-pii-left-out"] == str(report["left_out"])
    members = read(made.content, LIMITS)
    assert len(members) == len(kept)
    assert all(data is None or b"pw=" not in data.replace(b"pw=<", b"") for _, data in members)
    return len(outcomes)


@given(
    st.sampled_from([b"", b"PK\3\4", b"PK\5\6", b"\x1f\x8b", b"\x1f\x8b\x08\0"]),
    st.binary(max_size=400),
)
def test_any_bytes_are_an_archive_or_a_problem(client, magic, rest):
    check_accounts(client, magic + rest)


@given(st.binary(max_size=1_600), st.integers(0, 3))
def test_any_bytes_in_gzip_are_an_archive_or_a_problem(client, data, zeros):
    check_accounts(client, packed(data, b"\0" * 512 * zeros))


def flipped(whole, flips):
    data = bytearray(whole)
    for place, mask in flips:
        data[place % len(data)] ^= mask
    return bytes(data)


flips = st.lists(st.tuples(st.integers(0, 2**20), st.integers(1, 255)), min_size=1, max_size=3)


@given(st.sampled_from(ALL), flips)
@example(ZIPS[0], [(ZIPS[0].index(b"PK\1\2") + 30, 50)])
@example(ZIPS[0], [(ZIPS[0].index(b"PK\1\2") + 32, 50)])
@example(ZIPS[0], [(len(ZIPS[0]) - 10, 0xC8)])
def test_a_damaged_archive_has_all_its_members_or_is_refused(client, whole, flips):
    count = check_accounts(client, flipped(whole, flips))
    assert count in (None, check_accounts(client, whole))


@given(st.sampled_from(TARS), flips)
def test_a_tar_damaged_beneath_its_compression_has_all_members_or_is_refused(client, tar, flips):
    # Damage behind the two blocks that end a tar is damage to nothing but its length.
    used = len(tar.rstrip(b"\0"))
    flips = [(place % used, mask) for place, mask in flips]
    count = check_accounts(client, packed(flipped(tar, flips)))
    assert count in (None, len(MEMBERS))


@given(st.sampled_from([*ZIPS, *TARS]), st.data())
def test_an_archive_with_a_piece_lost_added_or_moved_is_told_truly(client, whole, data):
    start = data.draw(st.integers(0, len(whole)))
    end = data.draw(st.integers(start, len(whole)))
    place = data.draw(st.integers(0, len(whole)))
    piece = data.draw(st.sampled_from([b"", whole[start:end], b"\0" * 512]))
    kept = whole[:start] + whole[end:]
    changed = kept[:place] + piece + kept[place:]
    check_accounts(client, changed if whole in ZIPS else packed(changed))


@given(st.sampled_from(ALL), st.data())
def test_an_archive_that_ends_too_soon_is_refused(client, whole, data):
    length = data.draw(st.integers(0, len(whole) - 1))
    assert check_accounts(client, whole[:length]) is None


@pytest.mark.parametrize("first", ALL)
@pytest.mark.parametrize("second", ALL)
def test_of_an_archive_behind_another_no_member_is_lost_unseen(client, first, second):
    assert check_accounts(client, first + second) is None


def test_a_directory_that_says_another_number_of_members_is_refused():
    whole = bytearray(ZIPS[0])
    end = whole.rindex(b"PK\5\6")
    for count in (0, 3, 5, 0xFFFF):
        struct.pack_into("<H", whole, end + 10, count)
        assert refusal_of(bytes(whole), LIMITS).reason is Reason.BAD_ARCHIVE


def test_a_large_archive_says_its_number_elsewhere(monkeypatch):
    monkeypatch.setattr(zipfile, "ZIP_FILECOUNT_LIMIT", 2)
    whole = bytearray(zip_of(MEMBERS))
    large, end = whole.rindex(b"PK\6\6"), whole.rindex(b"PK\5\6")
    struct.pack_into("<H", whole, end + 10, 0xFFFF)
    assert [name for name, _ in read(bytes(whole), LIMITS)] == [name for name, _ in MEMBERS]
    struct.pack_into("<Q", whole, large + 32, 3)
    assert refusal_of(bytes(whole), LIMITS).reason is Reason.BAD_ARCHIVE


def test_a_folder_with_content_is_refused():
    data = zip_of([("a/", b"pw=x")])
    assert refusal_of(data, LIMITS).reason is Reason.BAD_ARCHIVE


def test_a_folder_under_another_name_in_the_directory_is_refused():
    data = bytearray(zip_of([("a/", b"")]))
    data[data.rindex(b"a/")] = ord("b")
    assert refusal_of(bytes(data), LIMITS).reason is Reason.BAD_ARCHIVE


@pytest.mark.parametrize("pack", [zip_of, tar_of], ids=["zip", "tar"])
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_members_of_one_name_are_both_kept(pack):
    members = [("a.py", b"x = 1\n"), ("a.py", b"x = 2\n")]
    data = pack(members)
    with pytest.MonkeyPatch.context() as patch:
        # Our own writer must not warn, for a warning is an error line in the service's log.
        patch.setattr("warnings.warn", None)
        assert read(rewrite(data)) == members


def test_a_comment_behind_a_zip_does_no_harm():
    buffer = io.BytesIO(ZIPS[0])
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"made by nobody" * 100
    assert len(read(buffer.getvalue(), LIMITS)) == len(MEMBERS)


def test_gzip_in_several_parts_is_one_archive():
    tar = TARS[0]
    data = gzip.compress(tar[:700]) + gzip.compress(tar[700:])
    assert len(read(data, LIMITS)) == len(MEMBERS)
    assert tarfile.is_tarfile(io.BytesIO(data))
