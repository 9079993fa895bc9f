#!/bin/sh
# Installs Microsoft's validator of SARIF logs for its tests, with npm (about 100 MB).
# Where it goes: the folder in PII_SARIF_VALIDATOR, or .cache/sarif in the clone.
set -eu
clone=$(cd "$(dirname "$0")/../../.." && pwd)
folder=${PII_SARIF_VALIDATOR:-$clone/.cache/sarif}
package=$folder/node_modules/@microsoft/sarif-multitool-linux
mkdir -p "$folder"
npm install --no-save --ignore-scripts --silent --prefix "$folder" \
  "@microsoft/sarif-multitool-linux@5.7.0"
chmod u+x "$package/Sarif.Multitool"
