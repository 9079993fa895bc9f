"""Owners of container images, and who maintains one."""

from collections.abc import Iterator

from pii.labels import Label
from pii.patterns import one_of, rx
from pii.rules.claims import handle_in, owner_in
from pii.rules.rule import Claim, Hit, Rule, example
from pii.rules.username.packages import read_package_owner
from pii.rules.username.patterns import ALONE, LINE_START, OWNER, WORK


def _read_image_owner(hit: Hit) -> Iterator[Claim]:
    """Claim the owner of an image or an action where it may be a person."""
    yield from owner_in(hit, 1, 0.55, work=2)


def _read_maintainer(hit: Hit) -> Iterator[Claim]:
    """Claim the handle of who maintains an image."""
    yield from handle_in(hit, 1, 0.6)


_FIELD = rb"\b" + one_of(["image", "uses"]) + rb"\s{0,2}[:=]\s{0,2}[\"']?"
_FROM = LINE_START + rb"FROM\s{1,2}"
_COMMAND = rb"\bdocker\s" + one_of(["run", "pull", "push", "build"]) + rb"\s"
# What tools say of an image in a log.
_LOGGED = one_of(["Pulling from ", "find image '", "newer image for "])
_REGISTRY = rb"\b" + one_of(["docker.io/", "ghcr.io/", "lscr.io/", "quay.io/"])

RULES = (
    Rule(
        id="image-owner",
        label=Label.USERNAME,
        title="Owner of an image or an action",
        finds="The owner before the slash in `image: …`, `uses: …`, `FROM …`, `docker pull …`.",
        leaves="Images of organisations, and those named after their owner.",
        source="https://docs.docker.com/reference/cli/docker/image/tag/",
        triggers=(
            _FIELD + rb"[A-Za-z0-9]",
            _FROM + rb"[A-Za-z0-9]",
            _COMMAND,
            _LOGGED,
        ),
        pattern=rx(
            rb"""
            (?: """
            + _FIELD
            + rb" | "
            + _FROM
            + rb" | "
            + _LOGGED
            + rb" | "
            + _COMMAND
            + rb""" (?: [^\n]{0,120}? \s )?         # options
            )
            ([A-Za-z0-9][A-Za-z0-9_\-]{2,37}) / ("""
            + WORK
            + rb")"
        ),
        read=_read_image_owner,
        hits=(
            example("      - uses: [[aporter]]/build-it@v1", "YAML"),
            example("image: '[[aporter]]/ladder:1'", "YAML"),
            example("FROM [[aporter]]/ladder\nFROM  [[wzhang42]]/rope", "Dockerfile"),
            example("docker run --rm -it [[aporter]]/ladder", "Shell"),
            example("latest: Pulling from [[aporter]]/ladder"),
        ),
        misses=(
            example("- uses: actions/checkout@v4", "YAML"),
            example("FROM knots/knots-cli", "Dockerfile"),
            example("docker pull alpine", "Shell"),
        ),
    ),
    Rule(
        id="copied-image",
        label=Label.USERNAME,
        title="Owner of an image that files are copied from",
        finds="The owner before the slash in `COPY --from=…`.",
        leaves="Stages of the same build, and images of organisations.",
        source="https://docs.docker.com/reference/dockerfile/#copy---from",
        triggers=(rb"--from=[A-Za-z]",),
        pattern=rb"--from=(" + OWNER + rb")/(" + WORK + rb")",
        read=read_package_owner,
        hits=(
            example("COPY --from=[[aporter]]/ladder:1.2 /x /y", "Dockerfile"),
            example("COPY --from=[[wzhang42]]/rope /x /y", "Dockerfile"),
        ),
        misses=(
            example("COPY --from=builder /x /y", "Dockerfile"),
            example("COPY --from=library/rope /x /y", "Dockerfile"),
        ),
    ),
    Rule(
        id="registry-image",
        label=Label.USERNAME,
        title="Owner of an image in a registry",
        finds="The owner behind `ghcr.io/`, `quay.io/` and other registries of images.",
        leaves="Organisations and libraries.",
        source="https://docs.github.com/en/packages/working-with-a-github-packages-registry"
        "/working-with-the-container-registry",
        triggers=(_REGISTRY + rb"[A-Za-z]",),
        pattern=_REGISTRY + rb"(" + OWNER + rb")/(" + WORK + rb")",
        read=read_package_owner,
        hits=(
            example("image: ghcr.io/[[aporter]]/ladder:1", "YAML"),
            example("docker pull quay.io/[[aporter]]/ladder", "Shell"),
        ),
        misses=(
            example("image: docker.io/library/alpine", "YAML"),
            example("image: ghcr.io/knots-labs/rope", "YAML"),
        ),
    ),
    Rule(
        id="image-maintainer",
        label=Label.USERNAME,
        title="Maintainer of an image",
        finds="The handle behind `MAINTAINER`, alone or before an address.",
        leaves="Names, roles, and words of the language.",
        source="https://docs.docker.com/reference/dockerfile/#maintainer-deprecated",
        triggers=(rb"MAINTAINER[ \t]+[\"']?@?[a-z]",),
        pattern=rx(
            LINE_START
            + rb"""
            MAINTAINER [ \t]{1,8} [\"']? @?
            ([a-z][A-Za-z0-9_.\-]{1,37}[A-Za-z0-9_]) [\"']?
            """
            + ALONE
        ),
        read=_read_maintainer,
        hits=(
            example("FROM alpine\nMAINTAINER [[aporter]]", "Dockerfile"),
            example('MAINTAINER "@[[aporter]]"', "Dockerfile"),
            example("MAINTAINER [[aporter]] <a@harbour-lane.org>", "Dockerfile"),
        ),
        misses=(
            example("MAINTAINER root", "Dockerfile"),
            example("MAINTAINER Ann Porter", "Dockerfile"),
        ),
    ),
)
