#!/usr/bin/env bash
# Makes the virtual environment .venv with everything that this repository needs. Does nothing when it is up to date.
# PYTHON names the interpreter to make it with (3.11 or newer).
set -euo pipefail
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
venv=.venv
stamp=$venv/.set-up
wanted=$(cat pyproject.toml ci/constraints.txt | cksum)

if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ]; then
    exit 0
fi
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "Python 3.11 or newer is needed; '$python' is not. Name another one: PYTHON=python3.12 make test" >&2
    exit 2
fi
[ -x $venv/bin/python ] || "$python" -m venv $venv
echo "Setting up $venv (once; PyTorch is large, so this can take some minutes) ..."
$venv/bin/python -m pip install --quiet --disable-pip-version-check -c ci/constraints.txt -e '.[dev]'
echo "$wanted" > "$stamp"
