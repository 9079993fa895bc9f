"""Keys of those who keep track of models, prompts and data sets."""

from pii.credentials.alphabets import URL_SAFE
from pii.credentials.contexts import Context
from pii.credentials.family import Family
from pii.patterns import rx

_UUID = "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"

FAMILIES = (
    Family(
        id="langfuse-key",
        vendor="Langfuse",
        title="Langfuse secret key",
        finds="`sk-lf-` and a UUID.",
        leaves="Public keys, which begin with `pk-lf-`.",
        source="https://langfuse.com/docs/api-and-data-platform/features/public-api",
        sample=f"sk-lf-{_UUID}",
        misses=(f"pk-lf-{_UUID}", "LANGFUSE_SECRET_KEY=sk-lf-..."),
    ),
    Family(
        id="helicone-key",
        vendor="Helicone",
        title="Helicone API key",
        finds="`sk-helicone-`, perhaps a kind such as `cp-`, and four groups of seven lower-case "
        "letters and digits.",
        leaves="Public keys, which begin with `pk-helicone-`.",
        source="https://docs.helicone.ai/helicone-headers/helicone-auth",
        sample="sk-helicone-{base36:7}-{base36:7}-{base36:7}-{base36:7}",
        body=rx(
            rb"""
            sk-helicone-(?:(?:cp|eu)-)?
            [0-9a-z]{7}-[0-9a-z]{7}-[0-9a-z]{7}-[0-9a-z]{7}
            """
        ),
        not_followed_by=URL_SAFE,
        variants=("sk-helicone-cp-{base36:7}-{base36:7}-{base36:7}-{base36:7}",),
        misses=(
            "pk-helicone-{base36:7}-{base36:7}-{base36:7}-{base36:7}",
            "sk-helicone-{base36:7}-{base36:7}-{base36:7}",
        ),
    ),
    Family(
        id="pydantic-gateway-key",
        vendor="Pydantic",
        title="Pydantic AI gateway key",
        finds="`paig_` and 32 letters and digits.",
        leaves="Keys of another length.",
        source="https://ai.pydantic.dev/gateway/",
        sample="paig_{base62:32}",
        misses=("paig_{base62:31}", "paig_{base62:33}"),
    ),
    Family(
        id="wandb-key",
        vendor="Weights & Biases",
        title="Weights & Biases API key",
        finds="`wandb_v1_`, 27 letters and digits, `_`, and 49 more.",
        leaves="A key without its second half.",
        source="https://docs.wandb.ai/platform/hosting/env-vars",
        sample="wandb_v1_{base62:27}_{base62:49}",
        misses=("wandb_v1_{base62:27}", "wandb_v1_{base62:27}_{base62:48}"),
    ),
    Family(
        id="wandb-legacy-key",
        vendor="Weights & Biases",
        title="Weights & Biases API key without a prefix",
        finds="40 hex digits behind a name such as `WANDB_API_KEY`.",
        leaves="Hashes of commits and artefacts.",
        source="https://docs.wandb.ai/guides/track/environment-variables",
        sample="{hex:40}",
        context=Context(
            pattern=rb"(?i:wandb[\w.]{0,20}?(?:key|login)\b)[^\n]{0,8}?[^0-9A-Za-z\n]",
            sample="WANDB_API_KEY=",
            trigger=rb"(?i:wandb[\w.]{0,20}?(?:key|login))",
        ),
        score=0.9,
        misses=("wandb commit {hex:40}", "WANDB_API_KEY={hex:39}"),
    ),
    Family(
        id="kaggle-token",
        vendor="Kaggle",
        title="Kaggle API token",
        finds="`KGAT_` and 32 hex digits.",
        leaves="Names that begin alike.",
        source="https://www.kaggle.com/docs/api",
        sample="KGAT_{hex:32}",
        misses=("KGAT_{hex:31}", "#define KGAT_MASK 0x10"),
    ),
    Family(
        id="kaggle-key",
        vendor="Kaggle",
        title="Kaggle API key",
        finds="32 hex digits behind `KAGGLE_KEY`, or as the key of a file `kaggle.json`.",
        leaves="Hashes that nothing of the kind leads to.",
        source="https://www.kaggle.com/docs/api",
        sample="{hex:32}",
        context=Context(
            pattern=rx(
                rb"""
                (?: (?i:kaggle[\w.]{0,12}key) [^0-9A-Za-z\n]{1,8}
                  | "username":\s?"[\w-]{1,40}",\s?"key":\s?" )
                """
            ),
            sample="KAGGLE_KEY=",
            trigger=rb'(?i:kaggle[\w.]{0,12}key)|"username":\s?"[\w-]{1,40}",\s?"key":',
        ),
        score=0.9,
        misses=("kaggle dataset md5={hex:32}", "KAGGLE_KEY={hex:31}"),
    ),
)
