#!/usr/bin/env bash
# Pack what a GPU run needs into one folder, on a machine that has the data and no GPU.
#
#   bench/gpu/prepare.sh CORPUS SAMPLES_TRAIN SAMPLES_VALIDATION TARGET
#
# CORPUS is a folder of `pii corpus`; the samples are JSON lines. Settings from the environment:
#   TOKENS_MB=40      how much of the corpus, as compressed features, goes along
#   SYNTHETIC=60000000  characters of code that synthetic samples are made of
#   WINDOW=256  VOCABULARY=16384
set -euo pipefail
corpus=$1 train=$2 validation=$3 target=$4
here=$(cd "$(dirname "$0")" && pwd)
python=${PYTHON:-python3}
mkdir -p "$target"
[ -f "$target/tokenizer.json" ] ||
  "$python" -m pii tokenizer "$corpus" "$target/tokenizer.json" \
    --size "${VOCABULARY:-16384}" --every "${EVERY:-5}"
"$python" -m pii synthesize "$corpus" "$target/synthetic.jsonl" \
  --characters "${SYNTHETIC:-60000000}"
cp "$train" "$target/gold-train.jsonl"
cp "$validation" "$target/gold-validation.jsonl"
for name in synthetic gold-train gold-validation; do
  "$python" -m pii features "$target/$name.jsonl" "$target/tokenizer.json" "$target/$name.npz" \
    --window "${WINDOW:-256}"
done
rm "$target/synthetic.jsonl"
"$python" -m pii features "$corpus" "$target/tokenizer.json" "$target/whole.npz" \
  --window "${WINDOW:-256}"
"$python" "$here/cut.py" "$target/whole.npz" "$target/code.npz" "${TOKENS_MB:-40}"
rm "$target/whole.npz"
# The rules need one compiled package that training images lack; it goes along for their Python.
"$python" -m pip download -q --no-deps --only-binary=:all: --implementation cp \
  --python-version "${TARGET_PYTHON:-3.12}" --platform manylinux_2_28_x86_64 \
  --platform manylinux_2_27_x86_64 --platform manylinux_2_17_x86_64 \
  --platform manylinux2014_x86_64 -d "$target/wheels" google-re2
for plan in "$here/../../pii/training/plans"/*.toml; do
  cp "$plan" "$target/"
done
du -sh "$target"
