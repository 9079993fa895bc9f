"""Keys of those who serve language models."""

from pii.credentials.alphabets import DIGITS, URL_SAFE
from pii.credentials.checks import holding, judged
from pii.credentials.contexts import near
from pii.credentials.family import Family
from pii.credentials.fixtures.recipes import either
from pii.patterns import rx


def _ends_as_issued(value: bytes) -> bool:
    """Say whether an Anthropic key has the length and the ending of all known samples."""
    return len(value) == len(b"sk-ant-api03-") + 95 and value.endswith(b"AA")


def _is_alphabetic(value: bytes) -> bool:
    """Say whether a Hugging Face token has letters only, as nearly all known samples do."""
    return value.removeprefix(b"hf_").removeprefix(b"api_org_").isalpha()


FAMILIES = (
    # `T3BlbkFJ` is base64 for `OpenAI`; no other key has it.
    Family(
        id="openai-key",
        vendor="OpenAI",
        title="OpenAI API key",
        finds="`sk-`, perhaps a kind such as `proj-`, and random characters around `T3BlbkFJ`.",
        leaves="Keys of other vendors that begin with `sk-`.",
        source="https://platform.openai.com/docs/api-reference/authentication",
        sample="sk-proj-{url:74}T3BlbkFJ{url:74}",
        body=rx(
            rb"""
            sk- (?:(?:proj|svcacct|admin|service|None)-)?
            [\w-]{20,100} T3BlbkFJ [\w-]{20,100}
            """
        ),
        score=0.98,
        trigger=rb"T3BlbkFJ",
        variants=("sk-{base62:20}T3BlbkFJ{base62:20}", "sk-svcacct-{url:58}T3BlbkFJ{url:58}"),
        misses=("sk-{base62:19}T3BlbkFJ{base62:19}", "T3BlbkFJ{base62:40}"),
    ),
    Family(
        id="anthropic-key",
        vendor="Anthropic",
        title="Anthropic API key",
        finds="`sk-ant-`, a kind such as `api03-`, and 40 characters or more, `AA` at their end.",
        leaves="The beginning alone, as documentation shows it.",
        source="https://docs.anthropic.com/en/api/overview",
        sample=either("sk-ant-api03-{url:93}AA", "sk-ant-api03-{url:93}Zq"),
        body=rb"sk-ant-(?:api|admin|oat|ort|sid)\d\d-[\w-]{40,120}",
        not_followed_by=URL_SAFE,
        check=judged(_ends_as_issued),
        public_prefixes=(
            *("sk-ant-api03-", "sk-ant-admin01-", "sk-ant-oat01-", "sk-ant-ort01-"),
            *("sk-ant-sid01-", "sk-ant-"),
        ),
        variants=("sk-ant-admin01-{url:93}AA", "sk-ant-oat01-{url:93}AA"),
        misses=("ANTHROPIC_API_KEY=sk-ant-...", "sk-ant-api03-{url:39}"),
    ),
    Family(
        id="openrouter-key",
        vendor="OpenRouter",
        title="OpenRouter API key",
        finds="`sk-or-v1-` and 64 hex digits.",
        leaves="The beginning alone, as documentation shows it.",
        source="https://openrouter.ai/docs/api-reference/authentication",
        sample="sk-or-v1-{hex:64}",
        misses=("OPENROUTER_API_KEY=sk-or-v1-...",),
    ),
    Family(
        id="deepseek-key",
        vendor="DeepSeek",
        title="DeepSeek API key",
        finds="`sk-` and 32 hex digits in a line that names DeepSeek before it.",
        leaves="The same without that name, which `sk-key` claims with less confidence.",
        source="https://api-docs.deepseek.com/",
        sample="sk-{hex:32}",
        context=near(rb"deepseek", "DEEPSEEK_API_KEY="),
        score=0.9,
        misses=("OTHER_API_KEY=sk-{hex:32}", "deepseek-model-sha256={hex:64}"),
    ),
    # Many smaller vendors, and OpenAI in its first years, share this form.
    Family(
        id="sk-key",
        vendor="",
        title="API key that begins with sk-",
        finds="`sk-` and 32 to 64 letters and digits, a digit among them.",
        leaves="Names with dashes, such as the classes of scikit-learn's pages.",
        sample="sk-{base62:48}",
        body=rb"sk-[0-9A-Za-z]{32,64}",
        check=holding(DIGITS),
        score=0.7,
        misses=('<div class="sk-toggleable__label-arrow">', "sk-{letters:40}", "sk-{base62:31}"),
    ),
    Family(
        id="hugging-face-token",
        vendor="Hugging Face",
        title="Hugging Face token",
        finds="`hf_` and 34 letters.",
        leaves="Functions of its library, such as `hf_hub_download`.",
        source="https://huggingface.co/docs/hub/security-tokens",
        sample=either("hf_{letters:34}", "hf_{base62:33}7"),
        body=rb"hf_[0-9A-Za-z]{34}",
        check=judged(_is_alphabetic),
        misses=(
            "from huggingface_hub import hf_hub_download",
            "hf_{letters:33}",
            "hf_{letters:35}",
        ),
    ),
    Family(
        id="hugging-face-organisation-token",
        vendor="Hugging Face",
        title="Hugging Face organisation token",
        finds="`api_org_` and 34 letters.",
        leaves="Names that begin alike, such as `api_org_members`.",
        source="https://huggingface.co/docs/hub/security-tokens",
        sample=either("api_org_{letters:34}", "api_org_{base62:33}7"),
        body=rb"api_org_[0-9A-Za-z]{34}",
        check=judged(_is_alphabetic),
        misses=("def api_org_members(self): ...", "api_org_{letters:33}"),
    ),
    Family(
        id="groq-key",
        vendor="Groq",
        title="Groq API key",
        finds="`gsk_` and 52 letters and digits.",
        leaves="The kernel's structures of that name, such as `gsk_buffer`.",
        source="https://console.groq.com/docs/quickstart",
        sample="gsk_{base62:52}",
        misses=("GskRenderer *renderer = gsk_renderer_new_for_surface (surface);",),
    ),
    Family(
        id="xai-key",
        vendor="xAI",
        title="xAI API key",
        finds="`xai-` and 70 to 120 characters, a digit among them.",
        leaves="Names of models and packages, such as `xai-sdk-python`.",
        source="https://docs.x.ai/docs/overview",
        sample="xai-{base62:80}",
        body=rb"xai-[\w-]{70,120}",
        not_followed_by=URL_SAFE,
        check=holding(DIGITS),
        misses=("pip install xai-sdk", "xai-{letters:80}", "xai-{base62:69}"),
    ),
    Family(
        id="perplexity-key",
        vendor="Perplexity",
        title="Perplexity API key",
        finds="`pplx-` and 48 letters and digits.",
        leaves="Names of models, such as `pplx-70b-online`.",
        source="https://docs.perplexity.ai/guides/getting-started",
        sample="pplx-{base62:48}",
        misses=('model="pplx-70b-online"',),
    ),
    Family(
        id="replicate-token",
        vendor="Replicate",
        title="Replicate API token",
        finds="`r8_` and 37 letters and digits.",
        leaves="Formats of textures, such as `r8_unorm`.",
        source="https://replicate.com/docs/topics/security/api-tokens",
        sample="r8_{base62:37}",
        misses=("format: r8_unorm",),
    ),
    Family(
        id="langsmith-key",
        vendor="LangChain",
        title="LangSmith API key",
        finds="`lsv2_pt_` or `lsv2_sk_`, 32 hex digits, `_`, and ten more.",
        leaves="A key without its ending.",
        source="https://docs.langchain.com/langsmith/create-account-api-key",
        sample="lsv2_pt_{hex:32}_{hex:10}",
        body=rb"lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}",
        variants=("lsv2_sk_{hex:32}_{hex:10}",),
        misses=("lsv2_pt_{hex:32}", "lsv2_ak_{hex:32}_{hex:10}"),
    ),
)
