"""Keys of those who give programs a voice and pictures: speech, calls, video."""

from pii.credentials.alphabets import DIGITS
from pii.credentials.checks import holding
from pii.credentials.contexts import START, keyed
from pii.credentials.family import Family

_UUID = "{hex:8}-{hex:4}-{hex:4}-{hex:4}-{hex:12}"
# A digit each, so that the gate does not count less of them.
_EIGHT_HEX = rb"[0-9a-f]" * 8

FAMILIES = (
    Family(
        id="elevenlabs-key",
        vendor="ElevenLabs",
        title="ElevenLabs API key",
        finds="`sk_` and 48 hex digits.",
        leaves="Keys of another length, and names that begin alike.",
        source="https://elevenlabs.io/docs/api-reference/authentication",
        sample="sk_{hex:48}",
        trigger=START + rb"sk_" + _EIGHT_HEX,
        public_prefixes=(),
        misses=("sk_{hex:47}", "sk_buff_head_init(&queue);"),
    ),
    Family(
        id="cartesia-key",
        vendor="Cartesia",
        title="Cartesia API key",
        finds="`sk_car_` and 22 letters and digits, a digit among them.",
        leaves="Names that begin alike.",
        source="https://docs.cartesia.ai/get-started/make-an-api-request",
        sample="sk_car_{base62:22}",
        check=holding(DIGITS),
        misses=("sk_car_{base62:21}", "sk_car_{letters:22}"),
    ),
    Family(
        id="murf-key",
        vendor="Murf AI",
        title="Murf API key",
        finds="`ap2_` and a UUID.",
        leaves="A UUID alone.",
        source="https://murf.ai/api/docs/introduction/authentication",
        sample=f"ap2_{_UUID}",
        misses=(_UUID, "ap2_{hex:8}-{hex:4}"),
    ),
    Family(
        id="assemblyai-key",
        vendor="AssemblyAI",
        title="AssemblyAI API key",
        finds="32 hex digits behind a name such as `ASSEMBLYAI_API_KEY`.",
        leaves="Ids of transcripts and hashes.",
        source="https://www.assemblyai.com/docs/getting-started/transcribe-an-audio-file",
        sample="{hex:32}",
        context=keyed(rb"assembly_?ai|\baai\.settings", "ASSEMBLYAI_API_KEY="),
        score=0.9,
        misses=("assemblyai transcript {hex:32}", "ASSEMBLYAI_API_KEY={hex:31}"),
    ),
    Family(
        id="deepgram-key",
        vendor="Deepgram",
        title="Deepgram API key",
        finds="40 hex digits behind a name such as `DEEPGRAM_API_KEY`.",
        leaves="Hashes of commits, and ids of requests.",
        source="https://developers.deepgram.com/docs/authenticating",
        sample="{hex:40}",
        context=keyed(rb"deepgram", "DEEPGRAM_API_KEY="),
        score=0.9,
        misses=("deepgram-sdk @ {hex:40}", "DEEPGRAM_API_KEY={hex:39}"),
    ),
    Family(
        id="retell-key",
        vendor="Retell AI",
        title="Retell AI API key",
        finds="`key_` and 28 hex digits.",
        leaves="Names that begin alike, and keys of another length.",
        source="https://docs.retellai.com/accounts/api-keys-overview",
        sample="key_{hex:28}",
        score=0.85,
        trigger=START + rb"key_" + _EIGHT_HEX,
        public_prefixes=(),
        misses=("key_{hex:27}", "key_facade_data = decode(facade)"),
    ),
    Family(
        id="runway-key",
        vendor="Runway",
        title="Runway API key",
        finds="`key_` and 128 hex digits.",
        leaves="Names that begin alike, and keys of another length.",
        source="https://docs.dev.runwayml.com/guides/setup/",
        sample="key_{hex:128}",
        trigger=START + rb"key_" + _EIGHT_HEX,
        public_prefixes=(),
        misses=("key_{hex:127}", "primary_key_{hex:128}"),
    ),
)
