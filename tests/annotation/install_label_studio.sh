#!/bin/sh
# Installs the Label Studio server for its tests, in a virtual environment of its own (about 1 GB).
# Where it goes: the folder in PII_LABEL_STUDIO_VENV, or .cache/label-studio/venv in the clone.
set -eu
clone=$(cd "$(dirname "$0")/../.." && pwd)
venv=${PII_LABEL_STUDIO_VENV:-$clone/.cache/label-studio/venv}
if [ -x "$venv/bin/label-studio" ]; then
  echo "label-studio is installed in $venv"
  exit 0
fi
mkdir -p "$(dirname "$venv")"
"${PYTHON:-python3}" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --disable-pip-version-check "label-studio==1.23.2"
test -x "$venv/bin/label-studio"
