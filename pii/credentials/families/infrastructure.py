"""Secrets of the machinery that teams run themselves: Vault, Terraform, Swarm, NATS and so on."""

import base64

from pii.credentials.alphabets import BASE64, URL_SAFE
from pii.credentials.checks import every, is_mixed, judged, stands_alone
from pii.credentials.checksums import (
    crc16_little,
    crc32_base64_little,
    has_confluent_crc32,
    has_nkey_crc16,
)
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import checksummed, url_base64
from pii.credentials.fixtures.source import Source
from pii.credentials.structures import is_jfrog_key, is_jfrog_reference

_BASE58 = str.maketrans("0OIl", "1xyz")


def _nats_seed(source: Source, valid: bool) -> str:
    """Put together a seed of a user."""
    # The first two bytes spell `SU` and `A` in base32.
    body = bytes([18 << 3 | 20 >> 2, (20 & 3) << 6]) + source.bytes_of(32)
    right = crc16_little(body)
    return base64.b32encode(body + (right if valid else source.bytes_of(2))).decode().rstrip("=")


def _jfrog_key(source: Source, valid: bool) -> str:
    """Put together base 58; a broken key ends in a digit that base 58 lacks."""
    return "AKCp" + source.text_of("base62", 68).translate(_BASE58) + ("k" if valid else "0")


def _jfrog_reference(source: Source, valid: bool) -> str:
    """Put together a reference token; a broken one is no text."""
    encoded = url_base64(source.filled("reftkn:01:{digits:10}:{base62:27}").encode())
    return encoded if valid else encoded[:9] + source.text_of("base62", 55)


FAMILIES = (
    Family(
        id="vault-service-token",
        vendor="HashiCorp",
        title="Vault service token",
        finds="`hvs.` and 24 letters and digits, or 90 to 120 characters.",
        leaves="Members of an object named `hvs`.",
        source="https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes",
        sample="hvs.{url:95}",
        body=rb"hvs\.(?:[\w-]{90,120}|[0-9A-Za-z]{24})",
        variants=("hvs.{base62:24}",),
        misses=("hvs.read_secret(path)", "hvs.{base62:23}"),
    ),
    Family(
        id="vault-batch-token",
        vendor="HashiCorp",
        title="Vault batch token",
        finds="`hvb.` and 138 characters or more.",
        leaves="Members of an object named `hvb`.",
        source="https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes",
        sample="hvb.{url:160}",
        body=rb"hvb\.[\w-]{138,300}",
        misses=("hvb.{url:137}", "hvb.issue_batch_token(role)"),
    ),
    # `s.` begins many an expression, so the rest must look random, and nothing may lead to it.
    Family(
        id="vault-legacy-token",
        vendor="HashiCorp",
        title="Vault service token of older versions",
        finds="`s.` and 24 letters and digits with both cases and digits among them.",
        leaves="Members of an object named `s`, and what an expression leads to.",
        source="https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes",
        sample="s.{base62:24}",
        check=every(is_mixed, stands_alone(before=b"-.$@)]", behind=b"(.")),
        score=0.6,
        misses=("this.s.{base62:24}", "s.{letters:24}", "s.{base62:24}()"),
    ),
    Family(
        id="terraform-token",
        vendor="HashiCorp",
        title="HCP Terraform API token",
        finds="14 letters and digits, `.atlasv1.`, and 60 to 70 characters.",
        leaves="The middle alone.",
        source="https://developer.hashicorp.com/terraform/cloud-docs/users-teams-organizations/"
        "api-tokens",
        sample="{base62:14}.atlasv1.{url:67}",
        body=rb"[0-9A-Za-z]{14}\.atlasv1\.[\w=-]{60,70}",
        not_followed_by=URL_SAFE + b"=",
        trigger=rb"\.atlasv1\.",
        misses=("{base62:14}.atlasv1.{url:59}", "{base62:13}.atlasv1.{url:67}"),
    ),
    Family(
        id="swarm-token",
        vendor="Docker",
        title="Docker Swarm join token",
        finds="`SWMTKN-1-`, 50 lower-case letters and digits, a dash, and 25 more.",
        leaves="A token without its second half.",
        source="https://docs.docker.com/engine/swarm/join-nodes/",
        sample="SWMTKN-1-{base36:50}-{base36:25}",
        not_followed_by=URL_SAFE,
        misses=("docker swarm join --token SWMTKN-1-{base36:50}",),
    ),
    Family(
        id="swarm-unlock-key",
        vendor="Docker",
        title="Docker Swarm unlock key",
        finds="`SWMKEY-1-` and 43 characters of base64.",
        leaves="Keys of another length.",
        source="https://docs.docker.com/engine/swarm/swarm_manager_locking/",
        sample="SWMKEY-1-{base64:43}",
        misses=("SWMKEY-1-{base64:44}",),
    ),
    Family(
        id="confluent-secret",
        vendor="Confluent",
        title="Confluent Cloud API secret",
        finds="`cflt`, 54 characters of base64, and a checksum of six.",
        leaves="Words that hold the four letters.",
        source="https://docs.confluent.io/cloud/current/security/authenticate/"
        "workload-identities/service-accounts/api-keys/overview.html",
        sample=checksummed("cflt", "{base64:54}", crc32_base64_little, "{base64:6}"),
        body=rb"cflt[0-9A-Za-z+/]{60}",
        not_followed_by=BASE64,
        check=is_mixed,
        proof=has_confluent_crc32,
        score=0.9,
        misses=("cflt{base64:59}", "cflt{letters:60}"),
    ),
    Family(
        id="nats-seed",
        vendor="NATS",
        title="NATS seed",
        finds="`S`, the letter of a kind, and 56 characters of base32 that end in a checksum.",
        leaves="Public keys, which begin with the letter of the kind alone.",
        source="https://docs.nats.io/running-a-nats-service/configuration/securing_nats/"
        "auth_intro/nkey_auth",
        sample=_nats_seed,
        body=rb"S[UAONCX][A-Z2-7]{56}",
        check=stands_alone(before=b"/+", behind=b"/+="),
        proof=has_nkey_crc16,
        score=0.8,
        variants=("SA{base32:56}", "SO{base32:56}"),
        misses=("U{base32:55}", "SU{base32:55}", "SB{base32:56}"),
    ),
    Family(
        id="tailscale-key",
        vendor="Tailscale",
        title="Tailscale key",
        finds="`tskey-`, a kind such as `auth-`, and 20 to 60 characters.",
        leaves="The prefix alone, and keys of unknown kinds.",
        source="https://tailscale.com/kb/1277/key-prefixes",
        sample="tskey-auth-{base62:12}CNTRL-{base62:32}",
        body=rb"tskey-(?:api|auth|client|scim|webhook)-[\w-]{20,60}",
        not_followed_by=URL_SAFE,
        variants=("tskey-client-{base62:12}CNTRL-{base62:32}", "tskey-api-{base62:40}"),
        misses=("TS_AUTHKEY=tskey-auth-...", "tskey-auth-{base62:19}", "tskey-user-{base62:40}"),
    ),
    Family(
        id="jfrog-key",
        vendor="JFrog",
        title="JFrog API key",
        finds="`AKCp` and 69 letters and digits, base 58 of 54 bytes.",
        leaves="Keys of another length.",
        source="https://jfrog.com/help/r/jfrog-platform-administration-documentation/"
        "understanding-identity-tokens",
        sample=_jfrog_key,
        body=rb"AKCp[0-9A-Za-z]{69}",
        check=judged(is_jfrog_key),
        misses=("AKCp{base62:68}", "AKCp{base62:70}"),
    ),
    Family(
        id="jfrog-reference-token",
        vendor="JFrog",
        title="JFrog reference token",
        finds="Base64 that begins with `reftkn:` and the time when the token ends.",
        leaves="Base64 of another length.",
        source="https://jfrog.com/help/r/jfrog-platform-administration-documentation/"
        "understanding-identity-tokens",
        sample=_jfrog_reference,
        body=rb"cmVmdGtuO[0-9A-Za-z]{55}",
        proof=is_jfrog_reference,
        misses=("cmVmdGtuO{base62:54}", "cmVmdGtuO{base62:56}"),
    ),
)
