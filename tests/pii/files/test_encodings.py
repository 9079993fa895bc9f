import pytest
from hypothesis import given
from hypothesis import strategies as st

from pii.errors import UnencodableText
from pii.files.encodings import Encoding, decode, is_binary

MARKS = [b"", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff"]


@given(st.sampled_from(MARKS), st.binary(max_size=80))
def test_every_byte_string_is_read_and_written_back_as_it_was(mark, body):
    text, encoding = decode(mark + body)
    assert encoding.encode(text) == mark + body


@given(st.text(st.characters(codec="utf-8")), st.sampled_from(["utf-8", "utf-16-le", "utf-16-be"]))
def test_a_marked_text_is_read_as_it_was_written(text, codec):
    mark = "\ufeff".encode(codec)
    assert decode(mark + text.encode(codec))[0] == text


@given(st.text(st.characters(codec="utf-8")).filter(lambda text: not text.startswith("\ufeff")))
def test_text_without_a_mark_is_read_as_utf8(text):
    assert decode(text.encode())[0] == text


def test_latin1_is_read_as_latin1():
    assert decode("Renée, Zoë".encode("latin-1"))[0] == "Renée, Zoë"


def test_a_stray_byte_in_utf8_leaves_its_neighbours_readable():
    text, encoding = decode("Renée \xff Zoë".encode().replace(b"\xc3\xbf", b"\xff"))
    assert text.startswith("Renée ")
    assert text.endswith(" Zoë")
    assert encoding.encode(text) == b"Ren\xc3\xa9e \xff Zo\xc3\xab"


def test_a_stray_byte_behind_a_mark_keeps_the_mark():
    assert decode(b"\xef\xbb\xbfa\xff")[1].mark == b"\xef\xbb\xbf"


def test_a_cut_off_utf16_file_keeps_its_odd_last_byte():
    data = b"\xff\xfe" + "ann".encode("utf-16-le") + b"x"
    text, encoding = decode(data)
    assert text == "ann"
    assert encoding.encode("<NAME>") == b"\xff\xfe" + "<NAME>".encode("utf-16-le") + b"x"


def test_what_an_encoding_cannot_write_is_refused_with_place_and_remedy():
    with pytest.raises(UnencodableText, match=r"latin-1.*at 3; choose ASCII"):
        Encoding("latin-1").encode("ann北")


@pytest.mark.parametrize(
    "data",
    [b"\x7fELF\x02\x01\x01\0\0\0", b"\x89PNG\r\n\x1a\n\0\0", bytes(range(1, 32)) * 4],
    ids=["elf", "png", "control-characters"],
)
def test_binary_files_are_recognised(data):
    assert is_binary(data)


@pytest.mark.parametrize(
    "data",
    [b"", b"a = 1\r\n\tb\x0c", "naïve".encode("latin-1"), "ann".encode("utf-16"), b"\x1b[31mred"],
    ids=["empty", "code", "latin-1", "utf-16", "terminal-colours"],
)
def test_text_files_are_not_taken_for_binary(data):
    assert not is_binary(data)
