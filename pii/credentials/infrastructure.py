"""Secrets of the machinery that teams run themselves: Vault, Terraform, Swarm, NATS and so on."""

from pii.credentials.checksums import has_confluent_crc32, has_nkey_crc16
from pii.credentials.family import (
    BASE64,
    START,
    URL_SAFE,
    Evidence,
    dashed,
    every,
    is_mixed,
    judged,
    stands_alone,
    worded,
)
from pii.credentials.structures import is_jfrog_key, is_jfrog_reference

INFRASTRUCTURE = (
    dashed(
        "vault-service-token",
        rb"hvs\.(?:[\w-]{90,120}|[0-9A-Za-z]{24})",
        START + rb"hvs\.[\w-]{16}",
    ),
    dashed("vault-batch-token", rb"hvb\.[\w-]{138,300}", START + rb"hvb\.[\w-]{16}"),
    # `s.` begins many an expression, so the rest must look random, and nothing may lead to it.
    worded(
        "vault-legacy-token",
        rb"s\.[0-9A-Za-z]{24}",
        START + rb"s\.[0-9A-Za-z]{24}",
        score=0.6,
        check=every(is_mixed, stands_alone(before=b"-.$@)]", behind=b"(.")),
    ),
    dashed(
        "terraform-token",
        rb"[0-9A-Za-z]{14}\.atlasv1\.[\w=-]{60,70}",
        rb"\.atlasv1\.",
        alphabet=URL_SAFE + b"=",
    ),
    dashed("swarm-token", rb"SWMTKN-1-[0-9a-z]{50}-[0-9a-z]{25}", rb"SWMTKN-1-"),
    dashed("swarm-unlock-key", rb"SWMKEY-1-[0-9A-Za-z+/]{43}", rb"SWMKEY-1-", alphabet=BASE64),
    dashed(
        "confluent-secret",
        rb"cflt[0-9A-Za-z+/]{60}",
        START + rb"cflt[0-9A-Za-z+/]{24}",
        score=0.9,
        check=every(judged(has_confluent_crc32), is_mixed),
        alphabet=BASE64,
    ),
    worded(
        "nats-seed",
        rb"S[UAONCX][A-Z2-7]{56}",
        START + rb"S[UAONCX][A-Z2-7]{24}",
        score=0.8,
        check=every(judged(has_nkey_crc16), stands_alone(before=b"/+", behind=b"/+=")),
    ),
    dashed(
        "tailscale-key",
        rb"tskey-(?:api|auth|client|scim|webhook)-[\w-]{20,60}",
        rb"tskey-[a-z]+-[\w-]",
    ),
    worded(
        "jfrog-key",
        rb"AKCp[0-9A-Za-z]{69}",
        START + rb"AKCp[0-9A-Za-z]{16}",
        check=judged(is_jfrog_key, right=Evidence.PLAUSIBLE),
    ),
    worded(
        "jfrog-reference-token",
        rb"cmVmdGtuO[0-9A-Za-z]{55}",
        rb"cmVmdGtuO[0-9A-Za-z]",
        check=judged(is_jfrog_reference),
    ),
)
