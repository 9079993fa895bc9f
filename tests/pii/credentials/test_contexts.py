import pytest

from pii.credentials.fixtures.forging import forge

UUID = forge("snyk-legacy-token", 4)


@pytest.mark.parametrize(
    "line",
    [
        "export SNYK_TOKEN={}",
        'SNYK_TOKEN: "{}"',
        '{{"snyk": {{"api_token": "{}"}}}}',
        "const snyk = new Client({{ apiKey: '{}' }});",
        'os.environ["SNYK_TOKEN"] = "{}"',
        'token = os.getenv("SNYK_TOKEN") or "{}"',
        "snyk auth --token={}",
        "<add key='SnykToken' value='{}'/>",
        "SNYK_TOKEN=\x1b[33m{}\x1b[0m",
    ],
)
def test_a_value_behind_the_names_of_vendor_and_secret_is_found(found, line):
    assert found("snyk-legacy-token", line.format(UUID).encode()) == [UUID.encode()]


@pytest.mark.parametrize(
    "line",
    [
        "SNYK_ORG_ID={}",
        "snyk monitor --project-id={}",
        "https://app.snyk.io/org/harbour/project/{}",
        "OTHER_TOKEN={}",
        "SNYK_TOKEN is set; the request was {}",
    ],
)
def test_a_value_without_the_name_of_a_secret_right_before_it_is_left(found, line):
    assert found("snyk-legacy-token", line.format(UUID).encode()) == []


def test_a_name_that_ends_in_the_letters_of_a_vendor_is_another_name(found):
    value = forge("exa-key", 1)
    assert found("exa-key", f"EXA_API_KEY={value}".encode()) == [value.encode()]
    assert found("exa-key", f"HEXA_API_KEY={value}".encode()) == []
