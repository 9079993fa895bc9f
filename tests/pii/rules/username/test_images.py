import pytest

from tests.invented import found


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("COPY --from=aporter/rope /x /y", "Dockerfile"),
        ("COPY --from=aporter/ladder:1.2 /x /y", "Dockerfile"),
        ("ghcr.io/aporter/rope:1", "YAML"),
        ("uses: aporter/build-it@v1", "YAML"),
        ("latest: Pulling from aporter/knots", "Text"),
        ("FROM aporter/ladder\n", "Dockerfile"),
        ("image : 'aporter/ladder'", "YAML"),
        ("docker pull quay.io/aporter/ladder", "Shell"),
    ],
)
def test_the_owner_of_an_image_is_found(text, language):
    assert found(text, language) == [("USERNAME", "aporter")]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("COPY --from=builder /x /y", "Dockerfile"),
        ("uses: actions/checkout@v4", "YAML"),
        ("COPY --from=library/rope /x", "Dockerfile"),
        ("image: lscr.io/linuxserver/rope", "YAML"),
        ("image: ghcr.io/knots-labs/rope", "YAML"),
        ("image: docker.io/library/alpine", "YAML"),
    ],
)
def test_stages_teams_and_libraries_own_no_image(text, language):
    assert found(text, language) == []


def test_each_stage_of_a_build_has_an_owner():
    text = "FROM aporter/ladder\nFROM wzhang42/rope\n"
    assert found(text, "Dockerfile") == [("USERNAME", "aporter"), ("USERNAME", "wzhang42")]


@pytest.mark.parametrize("form", ["{}", '"{}"', "'@{}'", "@{}", "{} <a@b>"])
def test_who_maintains_an_image_is_found(form):
    text = "FROM alpine\nMAINTAINER " + form.format("aporter") + "\n"
    assert ("USERNAME", "aporter") in found(text, "Dockerfile")


def test_a_role_maintains_no_image():
    assert found("MAINTAINER root\n", "Dockerfile") == []
