"""Archives that are made to cost much, to break what reads them, or to lose members unseen."""

import gzip
import io
import struct
import tarfile
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pii_service.archives import ArchiveLimits, open_archive
from pii_service.errors import Reason, Refusal

from tests.service.test_archives import read, refusal_of, rewrite, tar_of, zip_of

LIMITS = ArchiveLimits(members=100, member_bytes=100_000, total_bytes=1_000_000)
BLOCK = 512
END = b"\0" * 2 * BLOCK
MEMBERS = [("a.py", b"x = 1\n" * 100), ("b/c.py", b"y = 2\n" * 300), ("d", b"")]


def header(name, size, kind=tarfile.REGTYPE, **fields):
    info = tarfile.TarInfo(name)
    info.size, info.type = size, kind
    for field, value in fields.items():
        setattr(info, field, value)
    return info.tobuf(tarfile.GNU_FORMAT)


def entry(name, data, kind=tarfile.REGTYPE):
    return header(name, len(data), kind) + data + b"\0" * (-len(data) % BLOCK)


def pax(*records, kind=tarfile.XHDTYPE):
    return entry("pax", b"".join(records), kind)


def record(key, value):
    """Return a PAX record, whose first number is its own length."""
    rest = b" %s=%s\n" % (key, value)
    length = len(rest) + 1
    while len(b"%d" % length) + len(rest) != length:
        length += 1
    return b"%d" % length + rest


def packed(*parts):
    return gzip.compress(b"".join(parts), 1)


def nameless_zip():
    """Return a zip of one member without a name, which the standard library does not write."""
    whole = zip_of([("q", b"x")], zipfile.ZIP_STORED)
    start, end = whole.index(b"PK\1\2"), whole.index(b"PK\5\6")
    local, central, last = whole[:start], whole[start:end], whole[end:]
    local = local[:26] + b"\0\0" + local[28:30] + local[31:]
    central = central[:28] + b"\0\0" + central[30:46]
    return local + central + last[:12] + struct.pack("<LL", 46, len(local)) + last[20:]


def plain(data):
    return gzip.decompress(data)


def seconds_to_refuse(data, limits=LIMITS):
    started = time.process_time()
    refusal = refusal_of(data, limits)
    assert refusal.reason in (Reason.BAD_ARCHIVE, Reason.TOO_LARGE)
    return time.process_time() - started


@pytest.mark.parametrize(
    "records",
    [
        [b"1" * 20_000],
        [b"1" * 20_000 + b" path=x\n"],
        [record(b"size", b"1" * 20_000)],
        [record(b"mtime", b"1" * 20_000)],
        [record(b"uid", b"1"), b"9" * 30_000 + b" "],
        [record(b"path", b"x" * 70_000)],
        [record(b"k%d" % n, b"v") for n in range(8_000)],
        [record(b"GNU.sparse.major", b"1"), record(b"GNU.sparse.minor", b"0")],
        [b"5 a=b\n"], [b"99 path=x\n"], [b"0 path=x\n"], [b"-1 path=x\n"], [b"9 path=xy "],
    ],
    ids=[
        "digits", "length", "size", "mtime", "second", "long", "many", "sparse",
        "short-length", "long-length", "no-length", "negative", "no-end",
    ],
)  # fmt: skip
@pytest.mark.parametrize("kind", [tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE])
def test_a_header_that_would_stall_its_parser_is_refused_in_no_time(records, kind):
    data = packed(pax(*records, kind=kind), entry("a", b"x"), END)
    assert seconds_to_refuse(data) < 0.2


def test_headers_behind_headers_are_refused():
    assert seconds_to_refuse(packed(pax(record(b"a", b"b")) * 5_000, END)) < 0.2
    assert seconds_to_refuse(packed(entry("L", b"name\0", tarfile.GNUTYPE_LONGNAME) * 5_000)) < 0.2


@pytest.mark.parametrize("kind", [tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK])
def test_a_long_name_has_a_limit(kind):
    assert (
        "long" in refusal_of(packed(entry("L", b"x" * 70_000, kind), entry("a", b"x"), END)).detail
    )


def test_sparse_members_are_refused():
    data = packed(header("a", BLOCK, tarfile.GNUTYPE_SPARSE), b"x" * BLOCK, END)
    assert "sparse" in refusal_of(data).detail


@pytest.mark.parametrize("value", [b"nan", b"inf", b"-inf", b"1e9", b"1_000", b"\xff", b"1" * 30])
def test_a_time_that_is_no_number_is_refused(value):
    data = packed(pax(record(b"mtime", value)), entry("a", b"x"), END)
    assert refusal_of(data).reason is Reason.BAD_ARCHIVE


@pytest.mark.parametrize(
    ("value", "kept"), [(b"1.75", 1), (b"1000000", 1_000_000), (b"-5", 0), (b"999999999999", 0)]
)
def test_a_time_is_kept_if_a_plain_header_can_hold_it(value, kept):
    data = rewrite(packed(pax(record(b"mtime", value)), entry("a", b"x"), END))
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        assert [info.mtime for info in archive] == [kept]


@pytest.mark.parametrize(
    "data",
    [
        nameless_zip(),
        packed(header("", 1), b"x".ljust(BLOCK, b"\0"), END),
        packed(header("/", 0, tarfile.DIRTYPE), END),
        packed(pax(record(b"path", b"/")), header("d", 0, tarfile.DIRTYPE), END),
        packed(entry("L", b"\0", tarfile.GNUTYPE_LONGNAME), entry("a", b"x"), END),
    ],
    ids=["zip", "tar", "folder", "pax", "long-name"],
)
def test_a_member_without_a_name_is_refused(data):
    assert refusal_of(data).reason is Reason.BAD_ARCHIVE


@pytest.mark.parametrize("kind", [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT])
@settings(max_examples=40)
@given(
    found=st.lists(
        st.tuples(
            st.text("aé/漢", min_size=1, max_size=90).map(lambda n: f"{n.strip('/')}x"),
            st.binary(max_size=1_500),
        ),
        max_size=4,
    ),
    globally=st.booleans(),
)
def test_archives_are_read_as_the_standard_library_reads_them(kind, found, globally):
    buffer = io.BytesIO()
    headers = {"comment": "c" * 50, "mtime": "7.5"} if globally and found else {}
    with tarfile.open(fileobj=buffer, mode="w", format=kind, pax_headers=headers) as archive:
        for name, data in found:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            try:
                archive.addfile(info, io.BytesIO(data))
            except ValueError:
                # USTAR has no room for every name.
                return
    buffer.seek(0)
    with tarfile.open(fileobj=buffer) as archive:
        expected = [(i.name, archive.extractfile(i).read(), int(i.mtime)) for i in archive]
    members = open_archive(gzip.compress(buffer.getvalue(), 1), LIMITS)[0]
    assert [(m.name, m.data, m.time) for m in members] == expected


@settings(max_examples=150)
@given(st.data())
def test_a_damaged_tar_is_refused_or_has_all_its_members(data):
    whole = bytearray(plain(tar_of(MEMBERS)))
    used = len(b"".join(entry(*member) for member in MEMBERS)) + BLOCK
    place = data.draw(st.integers(0, used - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    try:
        found = read(packed(bytes(whole)), LIMITS)
    except Refusal:
        return
    assert [name for name, _ in found] == [name for name, _ in MEMBERS]
    pairs = zip(found, MEMBERS, strict=True)
    assert sum(member == expected for member, expected in pairs) >= 2


def test_a_tar_that_ends_too_soon_is_refused():
    whole = plain(tar_of(MEMBERS))
    used = len(b"".join(entry(*member) for member in MEMBERS))
    for length in range(BLOCK, used + 1, BLOCK // 2):
        assert refusal_of(packed(whole[:length]), LIMITS).reason is Reason.BAD_ARCHIVE
    assert len(read(packed(whole[: used + BLOCK]), LIMITS)) == len(MEMBERS)


def test_members_behind_the_end_are_not_lost_unseen():
    whole = plain(tar_of(MEMBERS))
    assert refusal_of(packed(whole, whole), LIMITS).reason is Reason.BAD_ARCHIVE


def test_a_wrong_checksum_at_the_very_end_is_seen():
    data = bytearray(tar_of(MEMBERS))
    data[-6] ^= 1
    assert refusal_of(bytes(data), LIMITS).reason is Reason.BAD_ARCHIVE


def test_a_directory_of_very_many_members_is_refused_before_it_is_read():
    data = zip_of([(f"{n}", b"") for n in range(20_000)], zipfile.ZIP_STORED)
    assert seconds_to_refuse(data) < 0.1


@pytest.mark.parametrize("report", [None, "json"])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("tar", packed(entry("a\udcff.py", b"pw=x"), END)),
        ("tar", packed(pax(record(b"path", b"a\xff\xfe.py")), entry("a", b"pw=x"), END)),
        ("zip", zip_of([("a\x81é.py", b"pw=x")])),
    ],
    ids=["plain", "pax", "zip"],
)
def test_a_name_that_is_no_utf8_is_kept_and_can_be_shown(client, name, data, report):
    answer = client.post(
        "/v1/redact/archive",
        files={"file": (name, data)},
        params={"report": report} if report else {},
    )
    assert answer.status_code == 200, answer.text
    if report:
        [member] = answer.json()["members"]
        assert (member["outcome"], member["counts"]) == ("redacted", {"PASSWORD": 1})
        assert member["name"].startswith("a")
    else:
        [(kept, content)] = read(answer.content, LIMITS)
        assert (kept, content) == (read(data, LIMITS)[0][0], b"pw=<PASSWORD>")


@pytest.mark.parametrize(
    "data",
    [
        nameless_zip(),
        packed(pax(record(b"mtime", b"nan")), entry("a", b"x"), END),
        packed(pax(b"1" * 20_000), END),
        packed(plain(tar_of(MEMBERS))[:1_400]),
    ],
    ids=["nameless", "nan", "digits", "truncated"],
)
def test_a_refused_archive_is_a_problem_and_no_failure(client, data):
    answer = client.post("/v1/redact/archive", files={"file": ("x", data)})
    assert answer.status_code == 422
    assert answer.json()["type"] == "urn:pii:problem:bad-archive"
