import gzip
import io
import tarfile
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pii_service.archives import ArchiveLimits, open_archive
from pii_service.errors import Reason, Refusal

LIMITS = ArchiveLimits(members=100, member_bytes=10_000, total_bytes=20_000)
names = st.lists(
    st.text("abcdefghé-_. ", min_size=1, max_size=20).filter(lambda n: n.strip(". ")),
    unique=True,
    max_size=5,
)


def zip_of(members, compression=zipfile.ZIP_DEFLATED):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def tar_of(members, **fields):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w:gz") as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            for field, value in fields.items():
                setattr(info, field, value)
            archive.addfile(info, io.BytesIO(data))
    return buffer.getvalue()


def read(data, limits=LIMITS):
    return [(member.name, member.data) for member in open_archive(data, limits)[0]]


def rewrite(data):
    members, writer = open_archive(data, LIMITS)
    for member in members:
        writer.add(member, member.data or b"")
    return writer.close()


def refusal_of(data, limits=LIMITS):
    with pytest.raises(Refusal) as refused:
        read(data, limits)
    return refused.value


@settings(max_examples=60)
@given(names, st.data(), st.sampled_from([zip_of, tar_of]))
def test_an_archive_comes_out_with_the_members_that_went_in(found, data, pack):
    members = [(name, data.draw(st.binary(max_size=50))) for name in found]
    assert read(pack(members)) == members
    assert read(rewrite(pack(members))) == members


@given(st.binary(max_size=200), st.sampled_from([b"PK\x03\x04", b"\x1f\x8b\x08\x00", b""]))
def test_a_damaged_archive_is_refused_and_nothing_else_happens(data, magic):
    # Any other exception fails the test.
    with suppress(Refusal):
        read(magic + data)


@settings(max_examples=100)
@given(st.data(), st.sampled_from([zip_of, tar_of]))
def test_a_flipped_byte_gives_a_refusal_or_an_archive(data, pack):
    whole = bytearray(pack([("a.py", b"x = 1\n" * 50), ("b/c.py", b"y" * 100)]))
    place = data.draw(st.integers(4, len(whole) - 1))
    whole[place] ^= data.draw(st.integers(1, 255))
    with suppress(Refusal):
        read(bytes(whole))


@pytest.mark.parametrize("pack", [zip_of, tar_of])
@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ([("a", b"\0" * 10_001)], "a member may have 10000 bytes"),
        ([(f"{n}", b"\0" * 9_000) for n in range(3)], "an archive may have 20000 bytes"),
        ([(f"{n}", b"") for n in range(101)], "an archive may have 100 members"),
    ],
    ids=["one-large", "many-large", "many"],
)
def test_a_bomb_is_refused(pack, members, rule):
    refusal = refusal_of(pack(members))
    assert refusal.reason is Reason.TOO_LARGE
    assert refusal.detail.startswith(rule)


def test_a_zip_that_lies_about_its_sizes_is_refused():
    data = zip_of([("a", b"\0" * 9_000_000)])
    lie = data.replace((9_000_000).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    assert lie != data
    assert refusal_of(lie).reason in (Reason.TOO_LARGE, Reason.BAD_ARCHIVE)


def test_a_gzip_bomb_around_no_tar_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(b"x" * 50_000_000)
    assert refusal_of(bomb).reason in (Reason.TOO_LARGE, Reason.BAD_ARCHIVE)


def test_a_tar_header_that_claims_to_be_huge_is_refused():
    info = tarfile.TarInfo("long")
    info.type, info.size = tarfile.XHDTYPE, 2**40
    data = gzip.compress(info.tobuf() + b"\0" * 5_000_000)
    assert refusal_of(data).reason in (Reason.TOO_LARGE, Reason.BAD_ARCHIVE)


@pytest.mark.parametrize("pack", [zip_of, tar_of])
@pytest.mark.parametrize("name", ["/etc/passwd", "../up", "a/../../up", "C:\\x", "..\\up"])
def test_a_name_that_leads_out_is_refused(pack, name):
    assert refusal_of(pack([(name, b"x")])).reason is Reason.BAD_ARCHIVE


def test_an_encrypted_zip_is_refused():
    data = bytearray(zip_of([("a", b"x")]))
    central = data.index(b"PK\x01\x02")
    data[central + 8] |= 1
    assert "encrypted" in refusal_of(bytes(data)).detail


def test_a_rare_compression_is_refused():
    assert "deflated" in refusal_of(zip_of([("a", b"x")], zipfile.ZIP_LZMA)).detail


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE])
def test_what_is_no_file_has_no_data(kind):
    assert read(tar_of([("a", b"")], type=kind, linkname="b")) == [("a", None)]


def test_a_link_in_a_zip_has_no_data():
    info = zipfile.ZipInfo("link")
    info.external_attr = 0o120777 << 16
    assert read(zip_of([(info, b"target")])) == [("link", None)]


def test_owners_are_not_written():
    data = rewrite(tar_of([("a", b"x")], uname="canary", gname="canary", uid=1234))
    assert b"canary" not in gzip.decompress(data)


def test_modes_and_times_are_kept():
    data = rewrite(tar_of([("a", b"x")], mode=0o755, mtime=1_000_000))
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        [info] = archive.getmembers()
    assert (info.mode, info.mtime) == (0o755, 1_000_000)


def test_the_same_members_give_the_same_bytes():
    data = tar_of([("a", b"x" * 1000)])
    assert rewrite(data) == rewrite(data)
