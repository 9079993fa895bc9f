"""Keys of those who serve language models."""

from pii.credentials.family import DIGITS, START, Evidence, Family, dashed, holding, judged, worded


def _ends_as_issued(value: bytes) -> bool:
    """Say whether an Anthropic key has the length and the ending of all known samples."""
    return len(value) == len(b"sk-ant-api03-") + 95 and value.endswith(b"AA")


def _is_alphabetic(value: bytes) -> bool:
    """Say whether a Hugging Face token has letters only, as nearly all known samples do."""
    return value.removeprefix(b"hf_").removeprefix(b"api_org_").isalpha()


AI = (
    # `T3BlbkFJ` is base64 for `OpenAI`; no other key has it.
    dashed(
        "openai-key",
        rb"sk-(?:(?:proj|svcacct|admin|service|None)-)?[\w-]{20,100}T3BlbkFJ[\w-]{20,100}",
        rb"T3BlbkFJ",
        score=0.98,
    ),
    dashed(
        "anthropic-key",
        rb"sk-ant-(?:api|admin|oat|ort|sid)\d\d-[\w-]{40,120}",
        rb"sk-ant-[a-z]",
        check=judged(_ends_as_issued, right=Evidence.PLAUSIBLE),
    ),
    worded("openrouter-key", rb"sk-or-v1-[0-9a-f]{64}", rb"sk-or-v1-"),
    Family(
        "deepseek-key",
        rb"(?i:deepseek)[^\n]{0,60}?\b(sk-[0-9a-f]{32})\b",
        (rb"(?i:deepseek)",),
        0.9,
    ),
    # Many smaller vendors, and OpenAI in its first years, share this form.
    worded(
        "sk-key",
        rb"sk-[0-9A-Za-z]{32,64}",
        START + rb"sk-[0-9A-Za-z]{16}",
        score=0.7,
        check=holding(DIGITS),
    ),
    worded(
        "hugging-face-token",
        rb"hf_[0-9A-Za-z]{34}",
        rb"hf_[0-9A-Za-z]{16}",
        check=judged(_is_alphabetic, right=Evidence.PLAUSIBLE),
    ),
    worded(
        "hugging-face-organisation-token",
        rb"api_org_[0-9A-Za-z]{34}",
        rb"api_org_[0-9A-Za-z]{16}",
        check=judged(_is_alphabetic, right=Evidence.PLAUSIBLE),
    ),
    worded("groq-key", rb"gsk_[0-9A-Za-z]{52}", rb"gsk_[0-9A-Za-z]{16}"),
    dashed("xai-key", rb"xai-[\w-]{70,120}", START + rb"xai-[\w-]{16}", check=holding(DIGITS)),
    worded("perplexity-key", rb"pplx-[0-9A-Za-z]{48}", rb"pplx-[0-9A-Za-z]{16}"),
    worded("replicate-token", rb"r8_[0-9A-Za-z]{37}", START + rb"r8_[0-9A-Za-z]{16}"),
    worded("langsmith-key", rb"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}", rb"lsv2_(?:pt|sk)_"),
)
