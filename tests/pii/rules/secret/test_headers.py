import base64

from tests.invented import HEX, PASSWORD, found


def test_a_basic_header_is_found_when_it_decodes_to_a_login_and_a_password():
    blob = base64.b64encode(f"aporter:{PASSWORD}".encode()).decode()
    assert found(f"Authorization: Basic {blob}") == [("KEY", blob)]
    assert found("Basic c29tZXRoaW5n") == []


def test_a_basic_blob_of_a_sample_is_left_alone():
    blob = base64.b64encode(b"user:password").decode()
    assert found(f"Authorization: Basic {blob}") == []


def test_an_encoded_bearer_token_is_found_whole():
    token = HEX + "%2F" + HEX + "%3D"
    assert found(f"Authorization: Bearer {token}") == [("KEY", token)]


def test_a_blob_that_ends_in_a_line_break_is_found():
    blob = base64.b64encode(f"aporter:{PASSWORD}\n".encode()).decode()
    assert found(f"Authorization: Basic {blob}") == [("KEY", blob)]


def test_a_token_in_an_addresss_query_is_found():
    assert found(f"https://x.io/?page=2&access_token={HEX}") == [("KEY", HEX)]
    assert found("https://x.io/?access_token=your-access-token") == []
