#!/usr/bin/env bash
# One leg of a GPU run: pre-train, fine-tune, tune, export and measure one model, then pack it.
#
#   bench/gpu/run.sh NAME DATA RESULTS
#
# NAME is `small` or `base` (or any other pair of plans NAME-pretrain.toml, NAME.toml in DATA);
# DATA is the folder of prepare.sh. A leg ends by itself after PRETRAIN_MINUTES + TRAIN_MINUTES and
# leaves its weights in RESULTS in pieces of at most 15 MB: legs of 5 and 3 minutes fit a command
# limit of 10. On a machine that takes the working tree along, DATA lies below the repository, in a
# folder that git ignores and the call carries, and RESULTS is where files come back from. Give the RESULTS of an earlier leg as
# RESUME, and it goes on from there instead of from nothing: pre-training from those weights when
# PRETRAIN_MINUTES is not 0, fine-tuning alone when it is.
set -euo pipefail
name=$1 data=$(cd "$2" && pwd) results=$3
here=$(cd "$(dirname "$0")/../.." && pwd)
python=${PYTHON:-python3}
export PYTHONPATH="$here${PYTHONPATH:+:$PYTHONPATH}" PYTHONUNBUFFERED=1 HF_HUB_OFFLINE=1
mkdir -p "$results"
results=$(cd "$results" && pwd)
work=${WORK:-/tmp/pii-run}/$name
mkdir -p "$work"
if ! "$python" -c 'import re2' 2>/dev/null; then
  "$python" -m pip install -q --no-index --no-deps --no-compile --upgrade \
    --target "$work/site" "$data"/wheels/*.whl
  export PYTHONPATH="$PYTHONPATH:$work/site"
fi
"$python" -c 'import accelerate, numpy, tokenizers, torch, transformers
print("torch", torch.__version__, "transformers", transformers.__version__,
      torch.cuda.get_device_name() if torch.cuda.is_available() else "cpu")'
earlier=""
if [ -n "${RESUME:-}" ]; then
  cat "$RESUME/$name".tar.gz.* | tar -xz -C "$work"
  rm -rf "$work/earlier"
  cp -r "$work/pretrained/network" "$work/earlier"
  earlier=$work/earlier
fi
# Plans with this leg's limits: minutes, and everything else as it stands in DATA.
"$python" "$here/bench/gpu/plan.py" "$data/$name-pretrain.toml" "$work/pretrain.toml" \
  "$data" "${PRETRAIN_MINUTES:-5}" "$earlier"
"$python" "$here/bench/gpu/plan.py" "$data/$name.toml" "$work/train.toml" \
  "$data" "${TRAIN_MINUTES:-3}" "$work/pretrained/network"
if [ "${PRETRAIN_MINUTES:-5}" != 0 ]; then
  "$python" -m bench.gpu.step pretrain "$work/pretrain.toml" "$work/pretrained"
fi
rm -rf "$work/model/checkpoints"
"$python" -m bench.gpu.step train "$work/train.toml" "$work/model" "$data/gold-train.jsonl"
"$python" -m bench.gpu.step measure "$work/model" "$data/gold-validation.jsonl"
cp "$work"/model/{manifest.json,run.json,loss.png,speed.json} "$results/" 2>/dev/null || true
# Optimizer states stay behind: a later leg warms up again, which costs less than carrying them.
tar -czf - -C "$work" --exclude checkpoints pretrained model |
  split -b 15000000 -d - "$results/$name.tar.gz."
ls -l "$results"
