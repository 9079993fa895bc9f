import pickle
import subprocess
import sys
from importlib.util import find_spec

import pytest

from pii.datasets.errors import UnsuitableColumn
from pii.datasets.hf_map import redactor
from pii.files.languages import language_of
from tests.pii.datasets.made import expected, mail

needs_datasets = pytest.mark.skipif(
    find_spec("datasets") is None, reason='NOT TESTED: datasets; pip install "pii-in-code[data]"'
)
TEXTS = [f"# {mail('ann')}", None, "clean"]
PATHS = ["a.py", "b.html", "c"]


def test_a_batch_of_columns_is_redacted_row_by_row_and_nulls_stay():
    redacted = redactor(detector="rules")({"content": TEXTS, "path": PATHS})
    assert redacted == {"content": [expected(t, p) for t, p in zip(TEXTS, PATHS, strict=True)]}
    assert language_of(PATHS[0]) == "Python"


def test_it_can_be_pickled_and_is_the_same_after_use_as_before():
    redact = redactor(detector="rules")
    fresh = pickle.dumps(redact)
    redact({"text": TEXTS})
    assert pickle.dumps(redact) == fresh
    assert pickle.loads(fresh)({"text": TEXTS}) == redact({"text": TEXTS})


def test_a_batch_without_text_is_refused():
    with pytest.raises(UnsuitableColumn, match="--text-column"):
        redactor()({"body": TEXTS})


ROUND_TRIP = """
import subprocess
import sys
from datasets import Dataset, DatasetDict, load_from_disk
from pii.datasets.hf_map import redactor
from tests.pii.datasets.made import command
texts = eval(sys.argv[2])
held = Dataset.from_dict({"text": texts * 40, "n": list(range(len(texts) * 40))})
mapped = held.map(redactor(detector="rules"), batched=True, batch_size=7)
source, target = sys.argv[1] + "/in", sys.argv[1] + "/out"
both = DatasetDict(train=held, test=held.select(range(9)))
both.save_to_disk(source, num_shards={"train": 3, "test": 1})
added = ["--add", "entities", "--add", "count"]
words = command("batch", source, target, "--detector", "rules", *added)
subprocess.run(words, check=True)
out = load_from_disk(target)
assert out["train"]["text"][:] == mapped["text"][:]
assert out["train"]["n"][:] == held["n"][:]
assert out["train"]["pii_count"][0] == 1 and out["train"].features["pii_count"].dtype == "int64"
assert out["train"][0]["pii_entities"][0]["label"] == "EMAIL"
assert out["train"][0]["pii_entities"][0]["rule"] == "email-address"
assert len(out["test"]) == 9
assert out["train"]._fingerprint != load_from_disk(source)["train"]._fingerprint
"""


@needs_datasets
def test_datasets_map_and_folders_on_disk_agree(tmp_path):
    words = [sys.executable, "-c", ROUND_TRIP, str(tmp_path), repr(TEXTS)]
    told = subprocess.run(words, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
