import numpy as np
import pytest

from pii.detection import rescan
from pii.detection.ensemble import EnsembleDetector
from pii.detection.loading import load_detector
from pii.detection.rescan import RescanningDetector
from pii.documents import Document
from pii.encoder.checkpoint import Manifest
from pii.encoder.detector import EncoderDetector
from pii.encoder.prefilter import passed
from pii.encoder.tagging import TAGS
from pii.encoder.tokenizer import Tokenizer
from pii.rules import RulesDetector
from tests.growth import LINEAR, fourfold
from tests.hostile import KINDS, text_of

SIZE = 40_000


def looking(detector, kind):
    def prepare(size):
        document = Document("a", text_of(kind, size))
        return lambda: detector.detect([document])

    return prepare


@pytest.mark.parametrize("kind", KINDS)
def test_four_times_a_hostile_text_takes_the_rules_about_four_times_the_time(kind):
    assert fourfold(looking(load_detector("rules"), kind), SIZE) < LINEAR


def doubtful(ids, mask):
    """A network that is never sure that a token is outside of everything."""
    return np.broadcast_to(np.linspace(1, 0, len(TAGS), dtype=np.float32), (*ids.shape, len(TAGS)))


@pytest.fixture(scope="module")
def default():
    """Rules and encoder together, with a network that costs next to nothing."""
    tokenizer = Tokenizer.train([text_of("git log", 20_000)], 600)
    encoder = EncoderDetector(Manifest(64, 16, {}), tokenizer, doubtful, passed)
    return RescanningDetector(EnsembleDetector(RulesDetector(), encoder), quick=RulesDetector())


@pytest.mark.slow
@pytest.mark.parametrize(
    "kind", ["at signs", "IPv4, the same", "base64, lines", "names, distinct", "git log"]
)
def test_four_times_a_hostile_text_takes_rules_and_encoder_about_four_times_the_time(
    default, kind, monkeypatch
):
    # Both sizes are looked at again in the same way.
    monkeypatch.setattr(rescan, "_MOST_NEAR", 0)
    assert fourfold(looking(default, kind), SIZE) < LINEAR
